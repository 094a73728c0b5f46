package io.dataflow.service.journal;

import io.dataflow.error.ErrorClass;
import io.dataflow.service.domain.Definition;
import io.dataflow.service.domain.Failure;
import io.dataflow.service.domain.JobOutcome;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.domain.RestorePoint;
import io.dataflow.service.domain.StartFrom;
import io.dataflow.service.domain.StopMode;
import io.dataflow.service.domain.WaitingReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Events to write and read. */
public final class EventSamples {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final RestorePoint POINT =
      new RestorePoint(
          RestorePoint.Kind.CHECKPOINT, "file:/checkpoints/job/chk-42", 1, 1, 42, false);
  private static final Failure FAILURE =
      new Failure(ErrorClass.USER, "DECODE_ERROR", "row 7: 'x' is no number", Optional.of("parse"));

  private EventSamples() {}

  public static Definition definition(String name) {
    return new Definition(
        name,
        Map.of("team", "data"),
        "{\"name\":\"" + name + "\"}",
        "{\"name\":\"" + name + "\",\"source\":{}}",
        2,
        Map.of("source", "source-1"),
        Optional.of(3),
        Optional.of(Duration.ofDays(7)));
  }

  public static PipelineEvent created() {
    return new PipelineEvent.Created(definition("orders"), 128);
  }

  /** At least one of every type. */
  public static List<PipelineEvent> all() {
    return List.of(
        created(),
        new PipelineEvent.DefinitionChanged(2, definition("orders v2"), Optional.of(1)),
        new PipelineEvent.StartRequested(new StartFrom.Latest(), false, 2),
        new PipelineEvent.StartRequested(new StartFrom.Empty(), true, 2),
        new PipelineEvent.StartRequested(new StartFrom.FromSnapshot("s-1"), false, 2),
        new PipelineEvent.StartRequested(new StartFrom.FromCheckpoint(1, 42), false, 2),
        new PipelineEvent.StopRequested(StopMode.PAUSE, true, false, "maintenance"),
        new PipelineEvent.RestartRequested(2),
        new PipelineEvent.PipelineReset(Optional.of(POINT)),
        new PipelineEvent.DeleteRequested(true),
        new PipelineEvent.PipelineDeleted(),
        new PipelineEvent.AttemptPlanned(
            1, "0123456789abcdef", 1, Optional.of(POINT), "newest checkpoint", false, TIME),
        new PipelineEvent.AttemptPlanned(
            1, "0123456789abcdef", 1, Optional.empty(), "first start", false, TIME),
        new PipelineEvent.SubmissionRepeated(1, TIME),
        new PipelineEvent.JobSubmitted(1),
        new PipelineEvent.SubmissionRefused(1, FAILURE),
        new PipelineEvent.PlanWithdrawn(1, "attempt 0 went on"),
        new PipelineEvent.JobRunning(1),
        new PipelineEvent.FirstCheckpointCompleted(1, 42),
        new PipelineEvent.JobRestarting(1, Optional.of(FAILURE)),
        new PipelineEvent.JobStable(1),
        new PipelineEvent.StopTriggered(1, "t-1", "file:/savepoints/t-1", true),
        new PipelineEvent.StopFailed(1, "t-1", "tasks restarting"),
        new PipelineEvent.StopWithoutSavepoint(1, "tasks restarting for too long"),
        new PipelineEvent.SavepointCompleted(1, "t-1", "file:/savepoints/t-1/savepoint-1"),
        new PipelineEvent.JobEnded(1, JobOutcome.FAILED, Optional.of(FAILURE)),
        new PipelineEvent.AttemptLost(1, "no JobManager knows it", true),
        new PipelineEvent.JobRevived(1, "since checkpoint 42"),
        new PipelineEvent.PipelineFailed(FAILURE),
        new PipelineEvent.WaitingStarted(WaitingReason.NO_FREE_SLOTS, "needs 2, free 0 of 8"),
        new PipelineEvent.WaitingEnded(),
        new PipelineEvent.SnapshotRequested("s-1"),
        new PipelineEvent.SnapshotTriggered("s-1", 1, "t-2", "file:/savepoints/t-2"),
        new PipelineEvent.SnapshotRecorded("s-1", "file:/savepoints/t-2/savepoint-2"),
        new PipelineEvent.SnapshotFailed("s-1", "declined"),
        new PipelineEvent.SnapshotDeletionRequested("s-1", "older than 7 days"),
        new PipelineEvent.SnapshotDeleted("s-1"),
        new PipelineEvent.DirectoryReleased(1),
        new PipelineEvent.DirectoryDeleted(1));
  }

  /** On its way into a stream, with an id of its own. */
  public static NewEntry entry(PipelineEvent event) {
    return new NewEntry(
        UUID.randomUUID(), TIME, event, new EventMetadata("tester", Optional.empty(), "trace-1"));
  }
}
