package io.dataflow.service.orchestration;

import io.dataflow.service.domain.PipelineState;
import java.time.Duration;
import java.util.Optional;

/**
 * What a pass left behind.
 *
 * @param next when to look again, unless something happens before; empty: at the next command
 */
public record PassResult(PipelineState state, Optional<Duration> next) {}
