package io.dataflow.service.simulation;

import io.dataflow.service.command.CommandOutcome;
import io.dataflow.service.domain.Definition;
import io.dataflow.service.domain.PipelineCommand;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.Precondition;
import io.dataflow.service.domain.Snapshot;
import io.dataflow.service.domain.StartFrom;
import io.dataflow.service.flink.TestingBehaviour;
import io.dataflow.service.journal.EventMetadata;
import io.dataflow.service.journal.IdempotencyKey;
import io.dataflow.service.journal.JournalUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * People: they ask for what comes to their minds, at any replica, and repeat under the same key
 * what they got no answer to; some repeat what was answered, too.
 */
final class Users {
  private final Simulation simulation;
  private final List<String> pipelines = new ArrayList<>();
  private int requests;
  private int definitions;
  private int open;

  Users(Simulation simulation) {
    this.simulation = simulation;
  }

  private record Request(String key, String pipelineId, PipelineCommand command) {
    EventMetadata metadata(boolean withKey) {
      return new EventMetadata(
          "user",
          withKey
              ? Optional.of(new IdempotencyKey(key, Integer.toHexString(command.hashCode())))
              : Optional.empty(),
          key);
    }
  }

  /** Requests that nobody answered yet. */
  int open() {
    return open;
  }

  void create(String pipelineId) {
    pipelines.add(pipelineId);
    ask(pipelineId, new PipelineCommand.Create(definition(pipelineId)));
  }

  void askAnything() {
    String id = pipelines.get(simulation.random().nextInt(pipelines.size()));
    ask(id, anything(id));
  }

  void ask(String pipelineId, PipelineCommand command) {
    Request request = new Request("key-" + ++requests, pipelineId, command);
    open++;
    send(request, true);
  }

  private void send(Request request, boolean awaited) {
    Optional<Replica> replica = simulation.anyReplica();
    if (replica.isEmpty()) {
      retry(request, awaited);
      return;
    }
    CommandOutcome outcome;
    try {
      outcome =
          replica
              .get()
              .handle(
                  request.pipelineId(),
                  request.command(),
                  request.metadata(simulation.wiring().keeps(Protection.IDEMPOTENCY_KEYS)));
    } catch (JournalUnavailableException | Crash e) {
      simulation.trace().add(() -> request + " at " + replica.get().name() + ": " + e.getMessage());
      retry(request, awaited);
      return;
    }
    simulation
        .trace()
        .add(
            () ->
                request.key()
                    + " "
                    + request.pipelineId()
                    + " "
                    + request.command()
                    + " at "
                    + replica.get().name()
                    + ": "
                    + text(outcome));
    if (awaited) {
      open--;
    }
    if (outcome instanceof CommandOutcome.Accepted accepted) {
      simulation.invariants().answered(request.key(), request.pipelineId(), accepted);
      if (simulation.chance(15)) {
        simulation.in(simulation.between(0, 30_000), () -> send(request, false));
      }
    } else if (outcome instanceof CommandOutcome.KeyReused) {
      throw new AssertionError(request + " is said to reuse its own key");
    }
  }

  private void retry(Request request, boolean awaited) {
    simulation.in(simulation.between(50, 4_000), () -> send(request, awaited));
  }

  private static String text(CommandOutcome outcome) {
    return outcome instanceof CommandOutcome.Accepted accepted
        ? (accepted.replayed() ? "replayed " : "accepted ") + accepted.requestSequenceNumber()
        : outcome instanceof CommandOutcome.Unchanged unchanged
            ? "unchanged, " + unchanged.message()
            : outcome instanceof CommandOutcome.Rejected rejected
                ? "rejected, " + rejected.message()
                : outcome.toString();
  }

  private PipelineCommand anything(String id) {
    PipelineState state = simulation.invariants().pipeline(id);
    if (!state.exists()) {
      return new PipelineCommand.Create(definition(id));
    }
    int kind = simulation.random().nextInt(40);
    if (kind < 10) {
      return new PipelineCommand.Start(Optional.empty(), false);
    }
    if (kind < 15) {
      return new PipelineCommand.Pause("asked for");
    }
    if (kind < 20) {
      return new PipelineCommand.Resume();
    }
    if (kind < 25) {
      return new PipelineCommand.Stop("asked for", simulation.chance(60), simulation.chance(20));
    }
    if (kind < 28) {
      return new PipelineCommand.Restart();
    }
    if (kind < 31) {
      return new PipelineCommand.PutDefinition(
          definition(id), new Precondition.Any(), simulation.chance(50));
    }
    if (kind < 33) {
      return new PipelineCommand.Reset();
    }
    if (kind < 34) {
      return new PipelineCommand.Delete(true, new Precondition.Any());
    }
    if (kind < 35) {
      return new PipelineCommand.Start(Optional.of(new StartFrom.Empty()), false);
    }
    if (kind < 37) {
      return new PipelineCommand.TriggerSnapshot();
    }
    if (kind < 38) {
      return new PipelineCommand.Rollback(1);
    }
    return withSnapshot(state, kind < 39);
  }

  private PipelineCommand withSnapshot(PipelineState state, boolean delete) {
    List<Snapshot> snapshots = state.snapshots();
    if (snapshots.isEmpty()) {
      return new PipelineCommand.TriggerSnapshot();
    }
    String id = snapshots.get(simulation.random().nextInt(snapshots.size())).id();
    return delete
        ? new PipelineCommand.DeleteSnapshot(id)
        : new PipelineCommand.Start(Optional.of(new StartFrom.FromSnapshot(id)), false);
  }

  /** Every definition of a pipeline reads the same input, bounded or not; few are broken. */
  private Definition definition(String pipelineId) {
    String text = pipelineId + "/" + ++definitions;
    TestingBehaviour behaviour =
        TestingBehaviour.unbounded().needing(1 + simulation.random().nextInt(3));
    Optional<Long> length = simulation.invariants().length(pipelineId);
    if (length.isPresent()) {
      behaviour = behaviour.bounded(length.get());
    }
    if (simulation.chance(4)) {
      behaviour = behaviour.notCompiling();
    } else if (simulation.chance(4)) {
      behaviour = behaviour.failingAt(100 + simulation.random().nextInt(3_000));
    }
    simulation.cluster().behave(text, behaviour);
    String sink = simulation.chance(85) ? "sink:1" : "sink:2";
    return new Definition(
        pipelineId,
        Map.of(),
        text,
        text,
        1,
        Map.of("source", "source:1", "sink", sink),
        simulation.chance(30) ? Optional.of(1) : Optional.empty(),
        simulation.chance(10) ? Optional.of(Duration.ofMinutes(1)) : Optional.empty());
  }
}
