package io.dataflow.service.telemetry;

import java.util.Map;

/**
 * Counters of one pipeline since it was created, over all of its attempts.
 *
 * @param recordsProcessed records that its sources read
 * @param recordsFailed records skipped or dead-lettered
 * @param steps step id to counter name to value
 */
public record PipelineFigures(
    String pipelineId,
    long recordsProcessed,
    long recordsFailed,
    Map<String, Map<String, Long>> steps) {
  public PipelineFigures {
    steps = Map.copyOf(steps);
  }
}
