package io.dataflow.service.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.service.command.CommandHandler;
import io.dataflow.service.command.CommandOutcome;
import io.dataflow.service.command.PipelineRepository;
import io.dataflow.service.domain.Definition;
import io.dataflow.service.domain.PipelineCommand;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.PipelineStatus;
import io.dataflow.service.domain.Precondition;
import io.dataflow.service.domain.StartFrom;
import io.dataflow.service.flink.ClusterUnavailableException;
import io.dataflow.service.flink.TestingBehaviour;
import io.dataflow.service.flink.TestingFlinkCluster;
import io.dataflow.service.journal.EventMetadata;
import io.dataflow.service.journal.JournalEntry;
import io.dataflow.service.journal.TestingFaults;
import io.dataflow.service.journal.TestingJournal;
import io.dataflow.service.projection.TestingSummaries;
import io.dataflow.service.projection.TestingTotals;
import io.dataflow.service.slot.SlotHolder;
import io.dataflow.service.slot.TestingCatalogue;
import io.dataflow.service.slot.TestingMarks;
import io.dataflow.service.slot.TestingProgress;
import io.dataflow.service.slot.TestingSlots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * One or more service replicas over in-memory stores and a cluster in memory, on a virtual clock
 * and on one thread. A replica that is killed simply never steps again.
 */
final class TestingControlPlane {
  static final String INSTALLATION = "test";

  /** In this time a running job completes some. */
  static final Duration CHECKPOINTS = Duration.ofSeconds(25);

  private static final Duration STEP = Duration.ofMillis(20);

  final VirtualClock clock = new VirtualClock();
  final TestingFaults faults = new TestingFaults();
  final TestingJournal journal = new TestingJournal(faults);
  final TestingSummaries summaries = new TestingSummaries(faults);
  final TestingTotals totals = new TestingTotals(faults);
  final TestingCatalogue catalogue = new TestingCatalogue(faults);
  final TestingMarks marks = new TestingMarks(faults);
  final TestingProgress progress = new TestingProgress(faults);
  final TestingSlots slots = new TestingSlots(faults, clock::nanos);
  final TestingFlinkCluster cluster = new TestingFlinkCluster(clock, 8);
  final Random random;
  private final CommandHandler commands;
  private final PipelineRepository reader;
  private Optional<Replica> replica = Optional.empty();
  private final List<Replica> others = new ArrayList<>();
  private final List<Replica> frozen = new ArrayList<>();
  private int replicas;

  /** Time that passes only when it is told to. */
  static final class VirtualClock extends Clock {
    private long nanos = Duration.ofDays(1).toNanos();

    long nanos() {
      return nanos;
    }

    void advance(Duration time) {
      nanos += time.toNanos();
    }

    @Override
    public Instant instant() {
      return Instant.parse("2026-01-01T00:00:00Z").plusNanos(nanos);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** One life of one service process. */
  final class Replica {
    final SlotLeases leases;
    final SlotOwner owner;
    private long nextLease;
    private long nextTick;

    Replica(String name) {
      leases =
          new SlotLeases(
              slots, new SlotHolder(name, "http://" + name), Duration.ofSeconds(10), clock::nanos);
      PipelineRepository repository =
          new PipelineRepository(journal, summaries, clock, TestingControlPlane.this::uuid);
      JobObserver observer = new JobObserver(cluster, INSTALLATION, clock, clock::nanos);
      TotalsRecorder recorder = new TotalsRecorder(cluster, totals, clock);
      PipelineDriver driver =
          new PipelineDriver(
              repository,
              observer,
              new JobReconciler(RecoveryPolicy.DEFAULTS, INSTALLATION),
              new ClusterActions(cluster, INSTALLATION, clock, RecoveryPolicy.DEFAULTS),
              recorder);
      owner =
          new SlotOwner(
              leases,
              new SlotOwner.Stores(catalogue, marks, progress, journal),
              repository,
              observer,
              driver,
              recorder,
              clock::nanos,
              random);
    }

    void step() {
      try {
        if (clock.nanos() >= nextLease) {
          nextLease = clock.nanos() + Duration.ofSeconds(1).toNanos();
          owner.leaseStep();
        }
        if (clock.nanos() >= nextTick) {
          nextTick = clock.nanos() + Duration.ofMillis(50).toNanos();
          owner.tick();
        }
      } catch (io.dataflow.service.journal.JournalUnavailableException e) {
        nextTick = clock.nanos() + Duration.ofMillis(500).toNanos();
      }
      owner.takeDue().forEach(owner::pass);
    }
  }

  TestingControlPlane(long seed) {
    random = new Random(seed);
    reader = new PipelineRepository(journal, summaries, clock, this::uuid);
    commands =
        new CommandHandler(
            reader,
            catalogue,
            marks,
            id -> replica.ifPresent(r -> r.owner.poke(id)),
            clock,
            clock::nanos,
            clock::advance,
            random);
    startService();
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  Replica newReplica() {
    return new Replica("service-" + ++replicas);
  }

  void startService() {
    replica = Optional.of(newReplica());
  }

  void killService() {
    replica = Optional.empty();
  }

  /** The process is stopped by its operating system and knows nothing of it. */
  void freezeService() {
    replica.ifPresent(frozen::add);
    replica = Optional.empty();
  }

  /** Those go on where they stood, beside whoever took over. */
  void thaw() {
    others.addAll(frozen);
    frozen.clear();
  }

  Replica service() {
    return replica.orElseThrow();
  }

  static Definition definition(String name) {
    return definition(name, Map.of("source", "source:1", "sink", "sink:1"));
  }

  static Definition definition(String name, Map<String, String> endpoints) {
    return new Definition(
        name, Map.of(), name, name, 1, endpoints, Optional.empty(), Optional.empty());
  }

  CommandOutcome send(String id, PipelineCommand command) {
    return commands.handle(id, command, new EventMetadata("test", Optional.empty(), ""));
  }

  void create(String id, TestingBehaviour behaviour) {
    cluster.behave(id, behaviour);
    send(id, new PipelineCommand.Create(definition(id)));
  }

  void start(String id) {
    send(id, new PipelineCommand.Start(Optional.empty(), false));
  }

  void start(String id, StartFrom from) {
    send(id, new PipelineCommand.Start(Optional.of(from), false));
  }

  void pause(String id) {
    send(id, new PipelineCommand.Pause("test"));
  }

  void running(String id) {
    create(id, TestingBehaviour.unbounded());
    start(id);
    await(id, PipelineStatus.RUNNING);
  }

  void runningWithCheckpoints(String id) {
    running(id);
    run(CHECKPOINTS);
    assertThat(cluster.ledger().committed(id)).isPositive();
  }

  void edit(String id, Map<String, String> endpoints, boolean rollout) {
    edit(id, TestingBehaviour.unbounded(), endpoints, rollout);
  }

  void edit(String id, TestingBehaviour behaviour, Map<String, String> endpoints, boolean rollout) {
    String name = id + "-" + (state(id).versions().size() + 1);
    cluster.behave(name, behaviour);
    send(
        id,
        new PipelineCommand.PutDefinition(
            definition(name, endpoints), new Precondition.Any(), rollout));
  }

  PipelineState state(String id) {
    return reader.load(id).state();
  }

  PipelineStatus status(String id) {
    return state(id).status();
  }

  List<PipelineEvent> events(String id) {
    return journal.read(id, 0, 10_000).stream().map(JournalEntry::event).toList();
  }

  <T extends PipelineEvent> List<T> events(String id, Class<T> type) {
    return events(id).stream().filter(type::isInstance).map(type::cast).toList();
  }

  void step() {
    replica.ifPresent(Replica::step);
    others.forEach(Replica::step);
    clock.advance(STEP);
  }

  void run(Duration time) {
    for (long left = time.toMillis(); left > 0; left -= STEP.toMillis()) {
      step();
    }
  }

  /** Asks for its jobs until nobody answers. */
  void awaitDeadJobManager() {
    for (int i = 0; i < 60_000; i++) {
      try {
        cluster.jobs();
        step();
      } catch (ClusterUnavailableException e) {
        return;
      }
    }
    throw new AssertionError("the JobManager lives");
  }

  /** Steps until it holds; fails after an hour of virtual time. */
  void await(String id, Predicate<PipelineState> condition) {
    for (int i = 0; i < Duration.ofHours(1).toMillis() / STEP.toMillis(); i++) {
      if (condition.test(state(id))) {
        return;
      }
      step();
    }
    throw new AssertionError(state(id).status() + " " + state(id).waiting() + "\n" + events(id));
  }

  void await(String id, PipelineStatus status) {
    await(id, state -> state.status() == status);
  }
}
