package io.dataflow.service.command;

import io.dataflow.service.domain.Pipeline;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.RecordedEvent;
import io.dataflow.service.journal.JournalEntry;
import io.dataflow.service.journal.PipelineSnapshot;
import io.dataflow.service.journal.RecentCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A pipeline as its stream tells, up to its head.
 *
 * @param commands those with an idempotency key, oldest first; those past their time may be missing
 */
public record LoadedPipeline(PipelineState state, List<RecentCommand> commands) {
  /** How long an idempotency key is honoured. */
  public static final Duration KEY_LIFETIME = Duration.ofHours(24);

  public LoadedPipeline {
    Objects.requireNonNull(state);
    commands = List.copyOf(commands);
  }

  static LoadedPipeline initial(String pipelineId) {
    return new LoadedPipeline(PipelineState.initial(pipelineId), List.of());
  }

  static LoadedPipeline of(PipelineSnapshot snapshot) {
    return new LoadedPipeline(snapshot.state(), snapshot.commands());
  }

  public String pipelineId() {
    return state.pipelineId();
  }

  /** Sequence number of the last event; 0 = there is none. */
  public long head() {
    return state.sequenceNumber();
  }

  /** The command carried out under a key lately. */
  public Optional<RecentCommand> command(String key, Instant now) {
    return commands.stream()
        .filter(command -> command.key().key().equals(key))
        .filter(command -> command.time().plus(KEY_LIFETIME).isAfter(now))
        .findFirst();
  }

  PipelineSnapshot snapshot() {
    return new PipelineSnapshot(state, commands);
  }

  LoadedPipeline with(JournalEntry entry) {
    PipelineState next =
        Pipeline.evolve(
            state,
            new RecordedEvent(
                entry.eventId(), entry.sequenceNumber(), entry.time(), entry.event()));
    return new LoadedPipeline(next, commandsWith(entry));
  }

  private List<RecentCommand> commandsWith(JournalEntry entry) {
    if (entry.metadata().idempotencyKey().isEmpty()) {
      return commands;
    }
    RecentCommand added =
        new RecentCommand(
            entry.metadata().idempotencyKey().get(),
            entry.sequenceNumber(),
            entry.sequenceNumber(),
            entry.time());
    Instant oldest = entry.time().minus(KEY_LIFETIME);
    List<RecentCommand> kept = new ArrayList<>();
    for (RecentCommand command : commands) {
      if (command.key().equals(added.key())
          && command.lastSequenceNumber() == entry.sequenceNumber() - 1) {
        added = command.withLast(entry.sequenceNumber());
      } else if (command.time().isAfter(oldest)) {
        kept.add(command);
      }
    }
    kept.add(added);
    return kept;
  }
}
