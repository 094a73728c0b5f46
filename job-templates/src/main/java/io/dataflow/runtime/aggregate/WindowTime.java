package io.dataflow.runtime.aggregate;

import io.dataflow.pipeline.ErrorPolicy;
import java.io.Serializable;

/**
 * The time that windows go by.
 *
 * @param eventTime that of the records; else that of the machine
 * @param lateness how many milliseconds a window that was emitted still takes records
 * @param onLate what becomes of records that come later
 */
public record WindowTime(boolean eventTime, long lateness, ErrorPolicy onLate)
    implements Serializable {}
