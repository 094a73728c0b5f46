package io.dataflow.service.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.service.domain.Attempt;
import io.dataflow.service.domain.Definition;
import io.dataflow.service.domain.JobOutcome;
import io.dataflow.service.domain.Pipeline;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.RecordedEvent;
import io.dataflow.service.domain.RestorePoint;
import io.dataflow.service.domain.StartFrom;
import io.dataflow.service.domain.StopMode;
import io.dataflow.service.domain.WaitingReason;
import io.dataflow.service.flink.RetainedCheckpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The restore point of random lineages: never older than what was committed. */
class RestoreDecisionTest {
  private PipelineState state = PipelineState.initial("orders");
  private final Map<Integer, List<RetainedCheckpoint>> store = new HashMap<>();

  /** Position of a pipeline's input up to which each path holds state. */
  private final Map<String, Long> positions = new HashMap<>();

  private void record(PipelineEvent event) {
    long number = state.sequenceNumber() + 1;
    state =
        Pipeline.evolve(
            state, new RecordedEvent(new UUID(1, number), number, Instant.EPOCH, event));
  }

  private void create() {
    record(
        new PipelineEvent.Created(
            new Definition(
                "orders", Map.of(), "", "", 1, Map.of(), Optional.empty(), Optional.empty()),
            128));
    record(new PipelineEvent.StartRequested(new StartFrom.Latest(), false, 1));
  }

  private int plan(Optional<RestorePoint> point) {
    int number = state.lastAttemptNumber() + 1;
    record(
        new PipelineEvent.AttemptPlanned(
            number, "job-" + number, 1, point, "test", false, Instant.EPOCH));
    return number;
  }

  private void checkpoint(int attempt, long id, long position) {
    String path = "job-" + attempt + "/chk-" + id;
    store
        .computeIfAbsent(attempt, a -> new ArrayList<>())
        .add(new RetainedCheckpoint("job-" + attempt, id, path, Instant.EPOCH));
    positions.put(path, position);
  }

  private RestoreDecision decide() {
    return RestoreDecision.decide(state, store);
  }

  @Property(tries = 500)
  void neverOlderThanWhatWasCommitted(@ForAll long seed) {
    state = PipelineState.initial("orders");
    store.clear();
    positions.clear();
    Random random = new Random(seed);
    create();
    long committed = 0;
    Optional<RestorePoint> from = Optional.empty();
    for (int i = 0; i < 12; i++) {
      int attempt = plan(from);
      long position = from.map(point -> positions.get(point.path())).orElse(0L);
      assertThat(position).isGreaterThanOrEqualTo(committed);
      long id = from.map(RestorePoint::checkpointId).orElse(0L);
      for (int n = random.nextInt(4); n > 0; n--) {
        position += random.nextInt(10);
        checkpoint(attempt, ++id, position);
        committed = position;
        if (random.nextBoolean()) {
          record(new PipelineEvent.FirstCheckpointCompleted(attempt, id));
        }
      }
      end(attempt, random);
      if (state.lastAttempt().flatMap(Attempt::stopSavepoint).isPresent()) {
        positions.put("savepoint-" + attempt, position + 1);
        committed = position + 1;
        // What was completed before it is not looked at any more.
        store.remove(attempt);
        boolean clean = state.lastAttempt().orElseThrow().stopSavepoint().orElseThrow().clean();
        if (!clean && random.nextBoolean()) {
          // It lived again from its last checkpoint, and completed another one after its savepoint.
          committed = position + random.nextInt(10);
          checkpoint(attempt, id + 2, committed);
        }
      }
      record(new PipelineEvent.StartRequested(new StartFrom.Latest(), false, 1));
      RestoreDecision decision = decide();
      assertThat(decision).isInstanceOf(RestoreDecision.Restore.class);
      from = ((RestoreDecision.Restore) decision).point();
    }
  }

  private void end(int attempt, Random random) {
    switch (random.nextInt(3)) {
      case 0 -> {
        record(new PipelineEvent.StopRequested(StopMode.STOP, true, false, "test"));
        record(new PipelineEvent.StopTriggered(attempt, "trigger", "directory", false));
        record(new PipelineEvent.SavepointCompleted(attempt, "trigger", "savepoint-" + attempt));
        record(
            new PipelineEvent.JobEnded(
                attempt,
                random.nextBoolean() ? JobOutcome.FINISHED : JobOutcome.FAILED,
                Optional.empty()));
      }
      case 1 -> record(new PipelineEvent.AttemptLost(attempt, "test", false));
      default -> record(new PipelineEvent.JobEnded(attempt, JobOutcome.FAILED, Optional.empty()));
    }
  }

  @Test
  void explicitEmptyStartForgetsTheFormerLineage() {
    create();
    int first = plan(Optional.empty());
    checkpoint(first, 90, 5);
    record(new PipelineEvent.AttemptLost(first, "test", false));
    record(new PipelineEvent.StartRequested(new StartFrom.Empty(), false, 1));
    record(new PipelineEvent.AttemptLost(plan(Optional.empty()), "test", false));
    assertThat(decide())
        .isEqualTo(
            new RestoreDecision.Restore(
                Optional.empty(), "no attempt has completed a checkpoint yet"));
  }

  @Test
  void checkpointsThatWereSeenAndAreGoneAreNotReplacedByOlderOnes() {
    create();
    int first = plan(Optional.empty());
    checkpoint(first, 1, 5);
    record(new PipelineEvent.AttemptLost(first, "test", false));
    int second = plan(Optional.empty());
    record(new PipelineEvent.FirstCheckpointCompleted(second, 2));
    record(new PipelineEvent.AttemptLost(second, "test", false));
    assertThat(undecided()).isEqualTo(WaitingReason.NO_RESTORE_POINT);
  }

  @Test
  void unknownEndIsNotReplacedByAnOlderPoint() {
    create();
    int first = plan(Optional.empty());
    checkpoint(first, 1, 5);
    record(new PipelineEvent.AttemptLost(first, "test", false));
    record(new PipelineEvent.AttemptLost(plan(Optional.empty()), "test", true));
    assertThat(undecided()).isEqualTo(WaitingReason.UNKNOWN_END);
  }

  @Test
  void askedForCheckpointIsFoundByItsNumber() {
    create();
    int first = plan(Optional.empty());
    checkpoint(first, 1, 5);
    checkpoint(first, 2, 6);
    record(new PipelineEvent.AttemptLost(first, "test", false));
    record(new PipelineEvent.StartRequested(new StartFrom.FromCheckpoint(first, 1), false, 1));
    assertThat(((RestoreDecision.Restore) decide()).point().orElseThrow().path())
        .isEqualTo("job-1/chk-1");
    store.clear();
    assertThat(undecided()).isEqualTo(WaitingReason.NO_RESTORE_POINT);
  }

  private WaitingReason undecided() {
    RestoreDecision decision = decide();
    assertThat(decision).isInstanceOf(RestoreDecision.Undecided.class);
    return ((RestoreDecision.Undecided) decision).reason();
  }
}
