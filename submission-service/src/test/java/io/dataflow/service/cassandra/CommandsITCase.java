package io.dataflow.service.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.service.command.CommandHandler;
import io.dataflow.service.command.CommandOutcome;
import io.dataflow.service.command.CommandOutcome.Accepted;
import io.dataflow.service.command.CommandOutcome.Unchanged;
import io.dataflow.service.command.PipelineRepository;
import io.dataflow.service.domain.PipelineCommand;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.domain.StartFrom;
import io.dataflow.service.journal.EventMetadata;
import io.dataflow.service.journal.EventSamples;
import io.dataflow.service.journal.IdempotencyKey;
import io.dataflow.service.projection.PipelineSummary;
import io.dataflow.service.slot.Slots;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Commands of many callers to several instances over one Cassandra. */
class CommandsITCase {
  private static final PipelineCommand CREATE =
      new PipelineCommand.Create(EventSamples.definition("Orders"));
  private static final PipelineCommand START =
      new PipelineCommand.Start(Optional.of(new StartFrom.Latest()), false);
  private static final int CALLERS = 50;

  private static CassandraStore store;
  private static List<CommandHandler> instances;

  @BeforeAll
  static void open() {
    store = SharedCassandra.open(SharedCassandra.settings());
    instances = List.of(instance(), instance());
  }

  @AfterAll
  static void close() {
    store.close();
  }

  private static PipelineRepository repository() {
    return new PipelineRepository(
        store.journal(), store.summaries(), Clock.systemUTC(), UUID::randomUUID);
  }

  private static CommandHandler instance() {
    return new CommandHandler(
        repository(),
        store.catalogue(),
        store.marks(),
        id -> {},
        Clock.systemUTC(),
        System::nanoTime,
        pause -> LockSupport.parkNanos(pause.toNanos()),
        new Random());
  }

  private static EventMetadata by(int caller, Optional<IdempotencyKey> key) {
    return new EventMetadata("caller-" + caller, key, "");
  }

  private static List<CommandOutcome> atOnce(
      String id, PipelineCommand command, IntFunction<EventMetadata> metadata) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<CommandOutcome>> running = new ArrayList<>();
      for (int n = 0; n < CALLERS; n++) {
        CommandHandler handler = instances.get(n % instances.size());
        EventMetadata own = metadata.apply(n);
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return handler.handle(id, command, own);
                }));
      }
      start.countDown();
      List<CommandOutcome> outcomes = new ArrayList<>();
      for (Future<CommandOutcome> one : running) {
        outcomes.add(one.get());
      }
      return outcomes;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void fiftyEqualStartsAtOnceAreOneStart() throws Exception {
    String id = "p-" + UUID.randomUUID();
    instances.get(0).handle(id, CREATE, by(0, Optional.empty()));
    List<CommandOutcome> outcomes = atOnce(id, START, n -> by(n, Optional.empty()));
    assertThat(outcomes).filteredOn(Accepted.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(Unchanged.class::isInstance).hasSize(CALLERS - 1);
    assertThat(store.journal().read(id, 0, 1000))
        .filteredOn(entry -> entry.event() instanceof PipelineEvent.StartRequested)
        .hasSize(1);
  }

  @Test
  void fiftyCreationsUnderOneKeyAreOnePipelineAndOneAnswer() throws Exception {
    String id = "p-" + UUID.randomUUID();
    Optional<IdempotencyKey> key = Optional.of(new IdempotencyKey("k", "h"));
    List<CommandOutcome> outcomes = atOnce(id, CREATE, n -> by(0, key));
    assertThat(outcomes).allMatch(Accepted.class::isInstance);
    assertThat(outcomes).filteredOn(o -> !((Accepted) o).replayed()).hasSize(1);
    assertThat(outcomes)
        .extracting(outcome -> ((Accepted) outcome).state())
        .containsOnly(((Accepted) outcomes.get(0)).state());
    assertThat(store.journal().heads(List.of(id))).containsEntry(id, 1L);
  }

  @Test
  void whatWasCommandedIsFoundByTheSlotsOwnerAndInTheList() {
    String id = "p-" + UUID.randomUUID();
    instances.get(0).handle(id, CREATE, by(0, Optional.empty()));
    instances.get(1).handle(id, START, by(0, Optional.empty()));
    int slot = Slots.of(id);
    assertThat(store.catalogue().pipelines(slot)).contains(id);
    assertThat(store.marks().read(slot)).extracting(mark -> mark.pipelineId()).contains(id);
    assertThat(store.summaries().readAll())
        .filteredOn(summary -> summary.pipelineId().equals(id))
        .extracting(PipelineSummary::status)
        .containsExactly("starting");
  }
}
