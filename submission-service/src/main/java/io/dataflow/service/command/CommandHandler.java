package io.dataflow.service.command;

import io.dataflow.service.domain.Decision;
import io.dataflow.service.domain.Pipeline;
import io.dataflow.service.domain.PipelineCommand;
import io.dataflow.service.journal.EventMetadata;
import io.dataflow.service.journal.IdempotencyKey;
import io.dataflow.service.journal.JournalUnavailableException;
import io.dataflow.service.journal.RecentCommand;
import io.dataflow.service.slot.Catalogue;
import io.dataflow.service.slot.Marks;
import io.dataflow.service.slot.Slots;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Carries out people's commands. The order of writes is the promise: the catalogue row before a
 * pipeline's first event and a mark before every append, so that whatever is stored is found by the
 * slot's owner. A command is decided again when somebody else was faster, for two seconds at most.
 * A command that was refused or changed nothing leaves no trace: repeated under the same
 * idempotency key it is decided anew. Thread-safe.
 */
public final class CommandHandler {
  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final long FIRST_PAUSE_NANOS = 5_000_000;
  private static final long LONGEST_PAUSE_NANOS = 200_000_000;

  private final PipelineRepository repository;
  private final Catalogue catalogue;
  private final Marks marks;
  private final PokeSender pokes;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final Consumer<Duration> pause;
  private final RandomGenerator random;
  // Commands to one pipeline wait for each other here instead of fighting in the journal.
  private final ReentrantLock[] locks =
      Stream.generate(ReentrantLock::new).limit(4L * Slots.COUNT).toArray(ReentrantLock[]::new);

  /**
   * @param nanoTime monotonic
   * @param pause lets the given time pass
   */
  public CommandHandler(
      PipelineRepository repository,
      Catalogue catalogue,
      Marks marks,
      PokeSender pokes,
      Clock clock,
      LongSupplier nanoTime,
      Consumer<Duration> pause,
      RandomGenerator random) {
    this.repository = repository;
    this.catalogue = catalogue;
    this.marks = marks;
    this.pokes = pokes;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.random = random;
  }

  /**
   * @throws JournalUnavailableException when the journal does not answer, or the pipeline changed
   *     faster than the command could be decided; repeating the request is safe with an idempotency
   *     key
   * @throws io.dataflow.service.journal.UnreadableEventException when this build cannot read the
   *     pipeline
   */
  public CommandOutcome handle(String pipelineId, PipelineCommand command, EventMetadata metadata) {
    ReentrantLock lock = locks[Math.floorMod(pipelineId.hashCode(), locks.length)];
    lock.lock();
    try {
      return decideUntilStored(pipelineId, command, metadata);
    } finally {
      lock.unlock();
    }
  }

  private CommandOutcome decideUntilStored(
      String pipelineId, PipelineCommand command, EventMetadata metadata) {
    long beganAt = nanoTime.getAsLong();
    long pauseNanos = FIRST_PAUSE_NANOS;
    boolean marked = false;
    while (true) {
      LoadedPipeline loaded = repository.load(pipelineId);
      Optional<CommandOutcome> earlier = earlierAnswer(loaded, metadata);
      if (earlier.isPresent()) {
        return earlier.get();
      }
      Decision decision = Pipeline.decide(loaded.state(), command);
      if (decision instanceof Decision.Unchanged unchanged) {
        return new CommandOutcome.Unchanged(loaded.state(), unchanged.message());
      }
      if (decision instanceof Decision.Rejected rejected) {
        return new CommandOutcome.Rejected(
            loaded.state(), rejected.code(), rejected.message(), rejected.allowedActions());
      }
      if (!marked) {
        if (loaded.head() == 0) {
          catalogue.add(pipelineId);
        }
        marks.add(pipelineId);
        marked = true;
      }
      Decision.Accepted accepted = (Decision.Accepted) decision;
      AppendOutcome outcome =
          repository.append(
              loaded,
              OptionalLong.empty(),
              accepted.events(),
              metadata,
              () -> pokes.poke(pipelineId));
      if (outcome instanceof AppendOutcome.Appended appended) {
        return new CommandOutcome.Accepted(appended.pipeline().state(), loaded.head() + 1, false);
      }
      if (nanoTime.getAsLong() - beganAt + pauseNanos > DEADLINE.toNanos()) {
        throw JournalUnavailableException.notReached(
            "Pipeline '%s' is changing too fast; repeat the request".formatted(pipelineId), null);
      }
      pause.accept(Duration.ofNanos(pauseNanos / 2 + random.nextLong(pauseNanos / 2 + 1)));
      pauseNanos = Math.min(pauseNanos * 2, LONGEST_PAUSE_NANOS);
    }
  }

  private Optional<CommandOutcome> earlierAnswer(LoadedPipeline loaded, EventMetadata metadata) {
    if (metadata.idempotencyKey().isEmpty()) {
      return Optional.empty();
    }
    IdempotencyKey key = metadata.idempotencyKey().get();
    Optional<RecentCommand> earlier = loaded.command(key.key(), clock.instant());
    if (earlier.isEmpty()) {
      return Optional.empty();
    }
    RecentCommand command = earlier.get();
    if (!command.key().equals(key)) {
      return Optional.of(new CommandOutcome.KeyReused(key.key()));
    }
    LoadedPipeline then = repository.loadAt(loaded.pipelineId(), command.lastSequenceNumber());
    return Optional.of(
        new CommandOutcome.Accepted(then.state(), command.firstSequenceNumber(), true));
  }
}
