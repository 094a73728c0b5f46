package io.dataflow.service.simulation;

import io.dataflow.service.command.CommandHandler;
import io.dataflow.service.command.CommandOutcome;
import io.dataflow.service.command.PipelineRepository;
import io.dataflow.service.domain.PipelineCommand;
import io.dataflow.service.flink.FlinkCluster;
import io.dataflow.service.journal.EventMetadata;
import io.dataflow.service.journal.Journal;
import io.dataflow.service.journal.JournalUnavailableException;
import io.dataflow.service.orchestration.ClusterActions;
import io.dataflow.service.orchestration.JobObserver;
import io.dataflow.service.orchestration.JobReconciler;
import io.dataflow.service.orchestration.PipelineDriver;
import io.dataflow.service.orchestration.RecoveryPolicy;
import io.dataflow.service.orchestration.SlotLeases;
import io.dataflow.service.orchestration.SlotOwner;
import io.dataflow.service.orchestration.TotalsRecorder;
import io.dataflow.service.projection.PipelineSummaries;
import io.dataflow.service.projection.Totals;
import io.dataflow.service.slot.Catalogue;
import io.dataflow.service.slot.Marks;
import io.dataflow.service.slot.Progress;
import io.dataflow.service.slot.SlotHolder;
import io.dataflow.service.slot.Slots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One life of one service process: its threads are steps that the simulation takes. */
final class Replica {
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final long IDLE_NANOS = Duration.ofSeconds(2).toNanos();

  private final Simulation simulation;
  private final String name;
  private final SlotOwner owner;
  private final CommandHandler commands;
  private final List<String> due = new ArrayList<>();
  private long leaseAt;
  private long tickAt;
  private long passAt;
  private boolean inLease;
  private boolean inTick;
  private boolean dead;
  private int stopped;
  private Optional<Trap> crash = Optional.empty();
  private Optional<Trap> holdUp = Optional.empty();
  private boolean holdUpProcess;
  private Duration holdUpFor = Duration.ZERO;

  Replica(Simulation simulation, String name) {
    this.simulation = simulation;
    this.name = name;
    SimulatedClock clock = simulation.clock();
    SimulatedStores stores = simulation.stores();
    Journal journal = port(Journal.class, stores.journal());
    FlinkCluster cluster = port(FlinkCluster.class, simulation.cluster());
    Catalogue catalogue = port(Catalogue.class, stores.catalogue());
    Marks marks = port(Marks.class, stores.marks());
    PipelineRepository repository =
        new PipelineRepository(
            journal,
            port(PipelineSummaries.class, stores.summaries()),
            clock,
            simulation::newEventId);
    JobObserver observer = new JobObserver(cluster, Simulation.INSTALLATION, clock, clock::nanos);
    TotalsRecorder totals = new TotalsRecorder(cluster, port(Totals.class, stores.totals()), clock);
    owner =
        new SlotOwner(
            new SlotLeases(
                port(Slots.class, stores.slots()),
                new SlotHolder(name, "http://" + name),
                LEASE,
                clock::nanos),
            new SlotOwner.Stores(
                catalogue, marks, port(Progress.class, stores.progress()), journal),
            repository,
            observer,
            new PipelineDriver(
                repository,
                observer,
                new JobReconciler(RecoveryPolicy.DEFAULTS, Simulation.INSTALLATION),
                new ClusterActions(
                    cluster, Simulation.INSTALLATION, clock, RecoveryPolicy.DEFAULTS),
                totals),
            totals,
            clock::nanos,
            simulation.random());
    commands =
        new CommandHandler(
            repository,
            catalogue,
            marks,
            simulation::poke,
            clock,
            clock::nanos,
            clock::advance,
            simulation.random());
    leaseAt = clock.nanos();
    tickAt = clock.nanos();
    passAt = clock.nanos();
  }

  private <T> T port(Class<T> type, T target) {
    return Port.of(simulation, this, type, target);
  }

  String name() {
    return name;
  }

  boolean answers() {
    return !dead && stopped == 0;
  }

  boolean isDead() {
    return dead;
  }

  void kill() {
    dead = true;
  }

  /** There the process ends. */
  void crashAt(Trap trap) {
    crash = Optional.of(trap);
  }

  /** There the calling thread, or all of the process, stands still. */
  void holdUpAt(Trap trap, boolean process, Duration time) {
    holdUp = Optional.of(trap);
    holdUpProcess = process;
    holdUpFor = time;
  }

  void calm() {
    crash = Optional.empty();
    holdUp = Optional.empty();
  }

  void stop() {
    stopped++;
  }

  void goOn() {
    stopped--;
  }

  void poke(String pipelineId) {
    owner.poke(pipelineId);
    passAt = simulation.clock().nanos();
  }

  /** For traces. */
  String describe(String pipelineId) {
    return name
        + " answers "
        + answers()
        + ", owns "
        + owner.owns(pipelineId)
        + ", in tick "
        + inTick
        + ", in lease "
        + inLease
        + ", due "
        + due;
  }

  /** An orderly end. */
  void release() {
    try {
      owner.release();
    } catch (JournalUnavailableException | Crash e) {
      simulation.trace().add(() -> name + " could not give its leases back");
    } finally {
      kill();
    }
  }

  CommandOutcome handle(String pipelineId, PipelineCommand command, EventMetadata metadata) {
    return commands.handle(pipelineId, command, metadata);
  }

  /** Collects what may be done now or at the earliest; each runs at most once. */
  long collect(long now, List<Runnable> ready) {
    if (!answers()) {
      return Long.MAX_VALUE;
    }
    long next = Long.MAX_VALUE;
    if (!inLease) {
      next = Math.min(next, leaseAt);
      if (leaseAt <= now) {
        ready.add(this::leaseStep);
      }
    }
    if (!inTick) {
      next = Math.min(next, tickAt);
      if (tickAt <= now) {
        ready.add(this::tick);
      }
    }
    if (passAt <= now) {
      due.addAll(owner.takeDue());
      passAt = now + owner.idle(Duration.ofNanos(IDLE_NANOS)).toNanos();
    }
    for (String pipelineId : due) {
      next = now;
      ready.add(() -> pass(pipelineId));
    }
    return Math.min(next, passAt);
  }

  void beforeCall(String method) {
    interrupt(method, false);
  }

  void afterCall(String method) {
    interrupt(method, true);
  }

  private void interrupt(String method, boolean after) {
    if (dead) {
      throw new Crash();
    }
    if (crash.isPresent() && crash.get().springs(method, after)) {
      simulation.trace().add(() -> name + " crashes at " + method + ", after it: " + after);
      kill();
      throw new Crash();
    }
    if (holdUp.isPresent() && holdUp.get().springs(method, after)) {
      simulation
          .trace()
          .add(
              () ->
                  name
                      + (holdUpProcess ? " stands still for " : " has a thread stand still for ")
                      + holdUpFor
                      + " at "
                      + method
                      + ", after it: "
                      + after);
      simulation.holdUp(this, holdUpProcess, holdUpFor);
    }
    if (dead) {
      throw new Crash();
    }
  }

  private void leaseStep() {
    inLease = true;
    try {
      leaseAt = simulation.soon(Duration.ofMillis(1500));
      owner.leaseStep();
    } catch (JournalUnavailableException e) {
      simulation.trace().add(() -> name + " leases: " + e.getMessage());
    } finally {
      inLease = false;
    }
  }

  private void tick() {
    inTick = true;
    try {
      tickAt = simulation.soon(Duration.ofMillis(700));
      owner.tick();
    } catch (JournalUnavailableException e) {
      simulation.trace().add(() -> name + " tick: " + e.getMessage());
    } finally {
      inTick = false;
      passAt = simulation.clock().nanos();
    }
  }

  private void pass(String pipelineId) {
    due.remove(pipelineId);
    owner.pass(pipelineId);
    passAt = simulation.clock().nanos();
  }
}
