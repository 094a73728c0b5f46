package io.dataflow.service.journal;

import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.journal.EventCodec.EventType;
import java.util.List;

/** The stored name and present schema version of each event. A name is never used again. */
final class EventTypes {
  static final List<EventType> ALL =
      List.of(
          new EventType("created", 1, PipelineEvent.Created.class),
          new EventType("definition-changed", 1, PipelineEvent.DefinitionChanged.class),
          new EventType("start-requested", 1, PipelineEvent.StartRequested.class),
          new EventType("stop-requested", 1, PipelineEvent.StopRequested.class),
          new EventType("restart-requested", 1, PipelineEvent.RestartRequested.class),
          new EventType("pipeline-reset", 1, PipelineEvent.PipelineReset.class),
          new EventType("delete-requested", 1, PipelineEvent.DeleteRequested.class),
          new EventType("pipeline-deleted", 1, PipelineEvent.PipelineDeleted.class),
          new EventType("attempt-planned", 1, PipelineEvent.AttemptPlanned.class),
          new EventType("submission-repeated", 1, PipelineEvent.SubmissionRepeated.class),
          new EventType("job-submitted", 1, PipelineEvent.JobSubmitted.class),
          new EventType("submission-refused", 1, PipelineEvent.SubmissionRefused.class),
          new EventType("plan-withdrawn", 1, PipelineEvent.PlanWithdrawn.class),
          new EventType("job-running", 1, PipelineEvent.JobRunning.class),
          new EventType(
              "first-checkpoint-completed", 1, PipelineEvent.FirstCheckpointCompleted.class),
          new EventType("job-restarting", 1, PipelineEvent.JobRestarting.class),
          new EventType("job-stable", 1, PipelineEvent.JobStable.class),
          new EventType("stop-triggered", 1, PipelineEvent.StopTriggered.class),
          new EventType("stop-failed", 1, PipelineEvent.StopFailed.class),
          new EventType("stop-without-savepoint", 1, PipelineEvent.StopWithoutSavepoint.class),
          new EventType("savepoint-completed", 1, PipelineEvent.SavepointCompleted.class),
          new EventType("job-ended", 1, PipelineEvent.JobEnded.class),
          new EventType("attempt-lost", 1, PipelineEvent.AttemptLost.class),
          new EventType("job-revived", 1, PipelineEvent.JobRevived.class),
          new EventType("pipeline-failed", 1, PipelineEvent.PipelineFailed.class),
          new EventType("waiting-started", 1, PipelineEvent.WaitingStarted.class),
          new EventType("waiting-ended", 1, PipelineEvent.WaitingEnded.class),
          new EventType("snapshot-requested", 1, PipelineEvent.SnapshotRequested.class),
          new EventType("snapshot-triggered", 1, PipelineEvent.SnapshotTriggered.class),
          new EventType("snapshot-recorded", 1, PipelineEvent.SnapshotRecorded.class),
          new EventType("snapshot-failed", 1, PipelineEvent.SnapshotFailed.class),
          new EventType(
              "snapshot-deletion-requested", 1, PipelineEvent.SnapshotDeletionRequested.class),
          new EventType("snapshot-deleted", 1, PipelineEvent.SnapshotDeleted.class),
          new EventType("directory-released", 1, PipelineEvent.DirectoryReleased.class),
          new EventType("directory-deleted", 1, PipelineEvent.DirectoryDeleted.class));

  private EventTypes() {}
}
