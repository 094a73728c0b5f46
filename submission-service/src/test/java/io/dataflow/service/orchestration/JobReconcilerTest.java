package io.dataflow.service.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.dataflow.error.ErrorClass;
import io.dataflow.service.domain.Definition;
import io.dataflow.service.domain.JobOutcome;
import io.dataflow.service.domain.Pipeline;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.RecordedEvent;
import io.dataflow.service.domain.StartFrom;
import io.dataflow.service.domain.StopMode;
import io.dataflow.service.flink.ArchivedJob;
import io.dataflow.service.flink.ClusterCapacity;
import io.dataflow.service.flink.JobFailure;
import io.dataflow.service.flink.JobIds;
import io.dataflow.service.flink.JobOverview;
import io.dataflow.service.flink.JobRequirements;
import io.dataflow.service.flink.JobState;
import io.dataflow.service.flink.RetainedCheckpoint;
import io.dataflow.service.flink.SavepointStatus;
import io.dataflow.service.flink.TaskCounts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One line a rule: a history, what is seen, and the one action that follows. */
class JobReconcilerTest {
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant NOW = T0.plusSeconds(600);
  private static final String JOB = JobIds.jobId("test", new UUID(1, 1), 1);
  private static final JobFailure BOOM =
      new JobFailure(ErrorClass.EXTERNAL, "IOException", "boom", Optional.empty(), T0, T0, 1);
  private static final JobSighting GONE = new JobSighting.Absent();
  private static final JobSighting UNLISTED = new JobSighting.NotListed();

  private static final List<PipelineEvent> STARTED =
      List.of(
          new PipelineEvent.Created(
              new Definition(
                  "orders", Map.of(), "", "", 1, Map.of(), Optional.empty(), Optional.empty()),
              128),
          new PipelineEvent.StartRequested(new StartFrom.Latest(), false, 1));
  private static final List<PipelineEvent> PLANNED = then(STARTED, planned(T0));
  private static final List<PipelineEvent> DOUBTED = then(STARTED, planned(NOW.plusSeconds(9)));
  private static final List<PipelineEvent> SUBMITTED =
      then(PLANNED, new PipelineEvent.JobSubmitted(1));
  private static final List<PipelineEvent> RUNNING =
      then(SUBMITTED, new PipelineEvent.JobRunning(1));
  private static final List<PipelineEvent> PAUSING =
      then(RUNNING, new PipelineEvent.StopRequested(StopMode.PAUSE, true, false, "x"));
  private static final List<PipelineEvent> TRIGGERED =
      then(PAUSING, new PipelineEvent.StopTriggered(1, "trigger", "directory", false));
  private static final List<PipelineEvent> SAVED =
      then(TRIGGERED, new PipelineEvent.SavepointCompleted(1, "trigger", "savepoint"));
  private static final List<PipelineEvent> PAUSED =
      then(SAVED, new PipelineEvent.JobEnded(1, JobOutcome.FINISHED, Optional.empty()));

  private static PipelineEvent planned(Instant inDoubtUntil) {
    return new PipelineEvent.AttemptPlanned(
        1,
        JOB,
        1,
        Optional.empty(),
        "no attempt has completed a checkpoint yet",
        false,
        inDoubtUntil);
  }

  private static List<PipelineEvent> then(List<PipelineEvent> before, PipelineEvent... events) {
    return Stream.concat(before.stream(), Stream.of(events)).toList();
  }

  private static PipelineState state(List<PipelineEvent> history) {
    PipelineState state = PipelineState.initial("orders");
    for (PipelineEvent event : history) {
      long n = state.sequenceNumber() + 1;
      state = Pipeline.evolve(state, new RecordedEvent(new UUID(1, n), n, T0, event));
    }
    return state;
  }

  private static JobOverview job(String id, JobState state, boolean tasksRun) {
    return new JobOverview(
        id,
        "orders",
        state,
        new TaskCounts(1, tasksRun ? 1 : 0, 0, 0),
        T0,
        state.isTerminal() ? Optional.of(NOW) : Optional.empty());
  }

  private static JobSighting present(JobState state) {
    return new JobSighting.Present(job(JOB, state, state == JobState.RUNNING));
  }

  private static Observation seen(JobSighting sighting) {
    return new Observation(NOW, sighting, List.of())
        .with(Fact.ARCHIVE, Optional.empty())
        .with(Fact.ARCHIVE_KEPT, true)
        .with(Fact.CHECKPOINTS, Map.of())
        .with(Fact.SLOT_HOLDERS, Set.of())
        .with(Fact.STORE_PROBLEM, Optional.empty())
        .with(Fact.CAPACITY, new ClusterCapacity(4, 8, 1, "1.20.3"))
        .with(Fact.REQUIREMENTS_OF_LAST, Optional.of(new JobRequirements(1, false)))
        .with(Fact.REQUIREMENTS_OF_NEXT, Optional.of(new JobRequirements(1, false)))
        .with(Fact.FAILURES, List.of(BOOM))
        .with(Fact.CHECKPOINT_STATISTICS, Optional.empty())
        .with(Fact.STOP_STATUS, new SavepointStatus.Unknown())
        .with(Fact.STOP_DIRECTORY, Optional.empty());
  }

  private static Observation checkpointed(JobSighting sighting) {
    return seen(sighting)
        .with(Fact.CHECKPOINTS, Map.of(1, List.of(new RetainedCheckpoint(JOB, 3, "chk-3", T0))));
  }

  private static Observation archived(JobState state) {
    return seen(UNLISTED)
        .with(
            Fact.ARCHIVE,
            Optional.of(
                new ArchivedJob(
                    JOB,
                    "orders",
                    state,
                    NOW,
                    state == JobState.FAILED ? Optional.of(BOOM) : Optional.empty(),
                    Map.of(),
                    Optional.empty())));
  }

  private static Observation bounded(JobSighting sighting) {
    return seen(sighting)
        .with(Fact.REQUIREMENTS_OF_LAST, Optional.of(new JobRequirements(1, true)));
  }

  static Stream<Arguments> rules() {
    Observation free = seen(UNLISTED);
    JobSighting silent = new JobSighting.Unknown(T0, "refused");
    JobSighting blink = new JobSighting.Unknown(NOW.minusSeconds(1), "refused");
    return Stream.of(
        // looking
        rule("unknown for a moment", RUNNING, seen(blink), "Wait"),
        rule("unknown for long", RUNNING, seen(silent), "WaitingStarted JOBMANAGER_UNREACHABLE"),
        rule("not listed yet proves nothing", RUNNING, seen(UNLISTED), "Wait"),
        rule("absent", RUNNING, seen(GONE), "AttemptLost endUnknown=false"),
        rule("absent with a checkpoint", RUNNING, checkpointed(GONE), "FirstCheckpointCompleted"),
        rule("absent, bounded, no trace", RUNNING, bounded(GONE), "AttemptLost endUnknown=true"),
        rule(
            "zombie slots",
            RUNNING,
            seen(GONE).with(Fact.SLOT_HOLDERS, Set.of(JOB)),
            "WaitingStarted EARLIER_JOB_ALIVE"),
        rule(
            "archive before directories",
            RUNNING,
            archived(JobState.FINISHED),
            "JobEnded FINISHED"),
        rule("archived failure", RUNNING, archived(JobState.FAILED), "JobEnded FAILED boom"),
        // submitting
        rule("first attempt", STARTED, free, "Submit AttemptPlanned"),
        rule(
            "no free slots",
            STARTED,
            free.with(Fact.CAPACITY, new ClusterCapacity(0, 8, 1, "1.20.3")),
            "WaitingStarted NO_FREE_SLOTS needs 1, free 0 of 8"),
        rule(
            "checkpoint store full",
            STARTED,
            free.with(Fact.STORE_PROBLEM, Optional.of("no space left")),
            "WaitingStarted CHECKPOINT_STORE_NOT_WRITABLE no space left"),
        rule("its JobID has checkpoints already", STARTED, checkpointed(UNLISTED), "AttemptLost"),
        rule("planned and shown", PLANNED, seen(present(JobState.CREATED)), "JobSubmitted"),
        rule("planned, not shown: the same again", PLANNED, free, "SubmitAgain"),
        rule("planned, bounded, not archived", PLANNED, bounded(UNLISTED), "SubmitAgain"),
        rule(
            "planned, bounded, may have finished",
            PLANNED,
            bounded(UNLISTED).with(Fact.ARCHIVE_KEPT, false),
            "Wait"),
        rule(
            "planned, bounded, may have finished, doubt over",
            PLANNED,
            bounded(GONE).with(Fact.ARCHIVE_KEPT, false),
            "AttemptLost"),
        rule("planned, ran: never sent again", PLANNED, checkpointed(UNLISTED), "Wait"),
        rule("planned, ran, absent", PLANNED, checkpointed(GONE), "AttemptLost"),
        rule(
            "planned, tasks still hold slots",
            PLANNED,
            free.with(Fact.SLOT_HOLDERS, Set.of(JOB)),
            "Wait"),
        rule("not wanted, in doubt", stopped(DOUBTED), seen(GONE), "Wait"),
        rule("not wanted, doubt over", stopped(PLANNED), seen(GONE), "PlanWithdrawn"),
        rule("not wanted, not absent yet", stopped(PLANNED), free, "Wait"),
        // running
        rule("all tasks run", SUBMITTED, seen(present(JobState.RUNNING)), "JobRunning"),
        rule("status alone is not running", SUBMITTED, waitingForTasks(), "Wait"),
        rule("tasks restart", RUNNING, seen(present(JobState.RESTARTING)), "JobRestarting boom"),
        rule(
            "restarting past its budget",
            then(RUNNING, new PipelineEvent.JobRestarting(1, Optional.empty())),
            seen(present(JobState.RESTARTING)),
            "Cancel"),
        rule("finished", RUNNING, seen(present(JobState.FINISHED)), "JobEnded FINISHED"),
        rule("failed", RUNNING, seen(present(JobState.FAILED)), "JobEnded FAILED boom"),
        rule("cancelled by others", RUNNING, seen(present(JobState.CANCELED)), "JOB_CANCELED"),
        // stopping
        rule("stop", PAUSING, seen(present(JobState.RUNNING)), "TriggerStop"),
        rule("stop without savepoint", cancelling(), seen(present(JobState.RUNNING)), "Cancel"),
        rule("no task runs for too long", PAUSING, waitingForTasks(), "StopWithoutSavepoint"),
        rule("answer lost: same trigger", TRIGGERED, seen(present(JobState.RUNNING)), "RepeatStop"),
        rule(
            "operation forgotten, savepoint there",
            TRIGGERED,
            seen(present(JobState.RUNNING)).with(Fact.STOP_DIRECTORY, Optional.of("sp")),
            "SavepointCompleted"),
        rule("reported failure", TRIGGERED, failedStop(), "StopFailed"),
        rule(
            "reported failure after the savepoint",
            TRIGGERED,
            failedStop().with(Fact.STOP_DIRECTORY, Optional.of("sp")),
            "SavepointCompleted"),
        rule(
            "too many failures",
            Stream.concat(
                    PAUSING.stream(),
                    Stream.generate(() -> (PipelineEvent) new PipelineEvent.StopFailed(1, "t", "x"))
                        .limit(5))
                .toList(),
            seen(present(JobState.RUNNING)),
            "StopWithoutSavepoint"),
        rule(
            "finished, no savepoint",
            TRIGGERED,
            seen(present(JobState.FINISHED)),
            "JobEnded FINISHED"),
        rule(
            "finished with its savepoint",
            TRIGGERED,
            seen(present(JobState.FINISHED)).with(Fact.STOP_DIRECTORY, Optional.of("sp")),
            "SavepointCompleted"),
        rule("lives on after its savepoint", SAVED, seen(present(JobState.RUNNING)), "JobRevived"),
        rule("restarts after its savepoint", SAVED, seen(present(JobState.RESTARTING)), "Cancel"),
        // at rest
        rule("paused", PAUSED, free, "Rest"),
        rule("paused and alive again", PAUSED, seen(present(JobState.RUNNING)), "JobRevived"),
        rule(
            "a stale job of ours",
            RUNNING,
            new Observation(
                NOW, present(JobState.RUNNING), List.of(job("0", JobState.RUNNING, true))),
            "Cancel[jobId=0"));
  }

  private static List<PipelineEvent> stopped(List<PipelineEvent> history) {
    return then(history, new PipelineEvent.StopRequested(StopMode.STOP, true, false, "x"));
  }

  private static List<PipelineEvent> cancelling() {
    return then(RUNNING, new PipelineEvent.StopRequested(StopMode.STOP, false, false, "x"));
  }

  private static Observation waitingForTasks() {
    return seen(new JobSighting.Present(job(JOB, JobState.RUNNING, false)));
  }

  private static Observation failedStop() {
    return seen(present(JobState.RUNNING))
        .with(Fact.STOP_STATUS, new SavepointStatus.Failed("not all tasks run"));
  }

  private static Arguments rule(
      String name, List<PipelineEvent> history, Observation seen, String expected) {
    return arguments(name, history, seen, expected);
  }

  /** The words of {@code expected} occur in the action's text in this order. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void rule(String name, List<PipelineEvent> history, Object seen, String expected) {
    JobReconciler reconciler = new JobReconciler(RecoveryPolicy.DEFAULTS, "test");
    PipelineState state = state(history);
    Observation observation = (Observation) seen;
    Action action = reconciler.reconcile(state, observation);
    String text = action.toString();
    int at = 0;
    for (String word : expected.split(" ")) {
      at = text.indexOf(word, at);
      assertThat(at).as(name + ": " + text).isNotNegative();
    }
    if (!expected.startsWith("Wait")) {
      assertThat(action).isNotInstanceOf(Action.Wait.class);
    }
    assertThat(reconciler.reconcile(state, observation)).as("a pure function").isEqualTo(action);
  }
}
