package io.dataflow.service.orchestration;

import io.dataflow.service.domain.Attempt;
import io.dataflow.service.domain.Lineage;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.RestorePoint;
import io.dataflow.service.domain.StartFrom;
import io.dataflow.service.domain.WaitingReason;
import io.dataflow.service.flink.RetainedCheckpoint;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the next attempt begins from. Only the present lineage counts, its newest attempt with state
 * of its own decides, and within that attempt what it completed last, its stop savepoint or a
 * checkpoint: anything older may lie before committed output.
 */
sealed interface RestoreDecision {

  /**
   * @param point empty: without state
   * @param reason why this one
   */
  record Restore(Optional<RestorePoint> point, String reason) implements RestoreDecision {}

  /** There is no point that is safe to choose without being told. */
  record Undecided(WaitingReason reason, String detail) implements RestoreDecision {}

  /**
   * @param checkpoints what the store holds now, by attempt number, as {@link Fact#CHECKPOINTS}
   */
  static RestoreDecision decide(
      PipelineState state, Map<Integer, List<RetainedCheckpoint>> checkpoints) {
    return decide(state, checkpoints, Integer.MAX_VALUE);
  }

  /** As above, with attempts below {@code before} only: what such a plan would have to be. */
  static RestoreDecision decide(
      PipelineState state, Map<Integer, List<RetainedCheckpoint>> checkpoints, int before) {
    for (Attempt attempt : state.lineageAttempts()) {
      if (attempt.number() >= before) {
        continue;
      }
      Optional<RetainedCheckpoint> newest =
          checkpoints.getOrDefault(attempt.number(), List.of()).stream()
              .max(Comparator.comparingLong(RetainedCheckpoint::checkpointId));
      if (newest.isPresent()) {
        return new Restore(
            Optional.of(point(attempt, newest.get())),
            "the newest checkpoint of attempt "
                + attempt.number()
                + (attempt.stopSavepoint().isPresent()
                    ? ", whose job lived again after the savepoint of its stop"
                    : ", the last that completed one"));
      }
      if (attempt.stopSavepoint().isPresent()) {
        return new Restore(
            attempt.stopSavepoint(), "the stop savepoint of attempt " + attempt.number());
      }
      if (attempt.endUnknown()) {
        return new Undecided(
            WaitingReason.UNKNOWN_END,
            "attempt "
                + attempt.number()
                + " is gone without a trace and may have finished; start from none or from a"
                + " snapshot if it has not");
      }
      if (attempt.firstCheckpoint().isPresent()) {
        return new Undecided(
            WaitingReason.NO_RESTORE_POINT,
            "attempt "
                + attempt.number()
                + " completed checkpoint "
                + attempt.firstCheckpoint().get()
                + " and none of its checkpoints is left; start from a snapshot or from none");
      }
    }
    return origin(state.lineage(), checkpoints, state);
  }

  private static RestoreDecision origin(
      Lineage lineage, Map<Integer, List<RetainedCheckpoint>> checkpoints, PipelineState state) {
    if (lineage.checkpointOrigin().isPresent()) {
      StartFrom.FromCheckpoint wanted = lineage.checkpointOrigin().get();
      Optional<RestorePoint> point =
          checkpoints.getOrDefault(wanted.attempt(), List.of()).stream()
              .filter(checkpoint -> checkpoint.checkpointId() == wanted.checkpointId())
              .findFirst()
              .flatMap(
                  checkpoint ->
                      state.attempt(wanted.attempt()).map(attempt -> point(attempt, checkpoint)));
      return point.isPresent()
          ? new Restore(point, "asked for")
          : new Undecided(
              WaitingReason.NO_RESTORE_POINT,
              "checkpoint " + wanted.text() + " is not there any more; start from another point");
    }
    return lineage.origin().isPresent()
        ? new Restore(lineage.origin(), "asked for")
        : new Restore(Optional.empty(), "no attempt has completed a checkpoint yet");
  }

  private static RestorePoint point(Attempt attempt, RetainedCheckpoint checkpoint) {
    return new RestorePoint(
        RestorePoint.Kind.CHECKPOINT,
        checkpoint.path(),
        attempt.number(),
        attempt.version(),
        checkpoint.checkpointId(),
        false);
  }
}
