package io.dataflow.service.domain;

import io.dataflow.error.ErrorClass;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Pipelines with a history. */
final class Given {
  static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
  static final String SAVEPOINT = "file:/savepoints/1/savepoint-1";
  private static final Failure FAILURE =
      new Failure(ErrorClass.USER, "DECODE_ERROR", "row 7", Optional.empty());

  private Given() {}

  static Definition definition(String text) {
    return new Definition(
        "orders",
        Map.of(),
        text,
        text,
        1,
        Map.of("source", "source:1"),
        Optional.empty(),
        Optional.empty());
  }

  static PipelineState pipeline(PipelineEvent... history) {
    return after(PipelineState.initial("orders"), Arrays.asList(history));
  }

  static PipelineState after(PipelineState state, List<PipelineEvent> events) {
    PipelineState next = state;
    for (PipelineEvent event : events) {
      long sequenceNumber = next.sequenceNumber() + 1;
      next =
          Pipeline.evolve(
              next,
              new RecordedEvent(
                  new UUID(7, sequenceNumber),
                  sequenceNumber,
                  TIME.plusSeconds(sequenceNumber),
                  event));
    }
    return next;
  }

  /** Unchanged by anything but an accepted command. */
  static PipelineState after(PipelineState state, Decision decision) {
    return decision instanceof Decision.Accepted accepted ? after(state, accepted.events()) : state;
  }

  static PipelineEvent created() {
    return new PipelineEvent.Created(definition("{}"), 128);
  }

  static PipelineEvent started() {
    return new PipelineEvent.StartRequested(new StartFrom.Latest(), false, 1);
  }

  static PipelineEvent planned(int attempt) {
    return new PipelineEvent.AttemptPlanned(
        attempt, "job-" + attempt, 1, Optional.empty(), "test", false, TIME.plusSeconds(1000));
  }

  static PipelineEvent stop(StopMode mode) {
    return new PipelineEvent.StopRequested(mode, true, false, "test");
  }

  static PipelineEvent savepoint() {
    return new PipelineEvent.SavepointCompleted(1, "trigger", SAVEPOINT);
  }

  static PipelineEvent ended(JobOutcome outcome) {
    return new PipelineEvent.JobEnded(
        1, outcome, outcome == JobOutcome.FAILED ? Optional.of(FAILURE) : Optional.empty());
  }

  /** The shortest usual history that leads there. */
  static PipelineState pipelineIn(PipelineStatus status) {
    PipelineEvent submitted = new PipelineEvent.JobSubmitted(1);
    PipelineEvent running = new PipelineEvent.JobRunning(1);
    PipelineState alive = pipeline(created(), started(), planned(1), submitted, running);
    return switch (status) {
      case CONFIGURED -> pipeline(created());
      case STARTING -> pipeline(created(), started(), planned(1), submitted);
      case RUNNING -> alive;
      case RECOVERING ->
          after(alive, List.of(new PipelineEvent.JobRestarting(1, Optional.of(FAILURE))));
      case WAITING ->
          pipeline(
              created(),
              started(),
              new PipelineEvent.WaitingStarted(WaitingReason.NO_FREE_SLOTS, "needs 1"));
      case PAUSING -> after(alive, List.of(stop(StopMode.PAUSE)));
      case PAUSED ->
          after(alive, List.of(stop(StopMode.PAUSE), savepoint(), ended(JobOutcome.FINISHED)));
      case STOPPING -> after(alive, List.of(stop(StopMode.STOP)));
      case STOPPED ->
          after(alive, List.of(stop(StopMode.STOP), savepoint(), ended(JobOutcome.FINISHED)));
      case COMPLETED -> after(alive, List.of(ended(JobOutcome.FINISHED)));
      case FAILED ->
          after(
              alive, List.of(ended(JobOutcome.FAILED), new PipelineEvent.PipelineFailed(FAILURE)));
      case DELETED ->
          pipeline(
              created(),
              new PipelineEvent.DeleteRequested(false),
              new PipelineEvent.PipelineDeleted());
    };
  }
}
