package io.dataflow.service.flink;

/** Subtasks of a job by state; those between states are in {@code total} alone. */
public record TaskCounts(int total, int running, int finished, int failed) {

  /** Every subtask runs or, in a bounded job, has finished. A job's state alone does not say so. */
  public boolean allRunning() {
    return total > 0 && running + finished == total;
  }
}
