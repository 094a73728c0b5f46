package io.dataflow.pipeline;

import java.time.Duration;
import java.util.Optional;

/**
 * Which field says when a record happened, how late records come, and when a silent split stops
 * holding others back.
 */
public record EventTime(String field, Duration maxOutOfOrderness, Optional<Duration> idleTimeout) {}
