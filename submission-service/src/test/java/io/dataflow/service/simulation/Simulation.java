package io.dataflow.service.simulation;

import io.dataflow.service.flink.TestingFlinkCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;

/**
 * One schedule: everything that can happen next is an event or a replica's step, and the seed
 * chooses among those that are due. A step that is held up lets the others go on inside of it, so
 * that a pass can be overtaken between any two of its calls.
 */
final class Simulation {
  static final String INSTALLATION = "simulation";
  private static final int DEEPEST = 2;

  private final Random random;
  private final SimulatedClock clock = new SimulatedClock();
  private final Trace trace;
  private final SimulatedStores stores = SimulatedStores.on(clock);
  private final TestingFlinkCluster cluster = new TestingFlinkCluster(clock, 8);
  private final Faults faults;
  private final Wiring wiring;
  private final Invariants invariants;
  private final List<Replica> replicas = new ArrayList<>();
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
  private long order;
  private int names;
  private int depth;

  private record Event(long at, long order, Runnable action) {}

  Simulation(long seed, Optional<Protection> without, boolean traced) {
    // Neighbouring seeds give similar first numbers; their hashes do not.
    random = new Random(seed * 0x9E3779B97F4A7C15L);
    trace = new Trace(clock, traced);
    faults = new Faults(random);
    wiring = new Wiring(this, without);
    invariants = new Invariants(this);
    cluster.faults(
        method -> {
          TestingFlinkCluster.Fault fault = faults.ofCluster(method);
          if (fault != TestingFlinkCluster.Fault.NONE) {
            trace.add(() -> "cluster." + method + ": " + fault);
          }
          return fault;
        });
  }

  Random random() {
    return random;
  }

  SimulatedClock clock() {
    return clock;
  }

  Trace trace() {
    return trace;
  }

  SimulatedStores stores() {
    return stores;
  }

  TestingFlinkCluster cluster() {
    return cluster;
  }

  Faults faults() {
    return faults;
  }

  Wiring wiring() {
    return wiring;
  }

  Invariants invariants() {
    return invariants;
  }

  UUID newEventId() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  Duration between(int fromMillis, int toMillis) {
    return Duration.ofMillis(fromMillis + random.nextInt(toMillis - fromMillis));
  }

  /** Around the given time from now: no two threads keep the same rhythm. */
  long soon(Duration about) {
    long nanos = about.toNanos();
    return clock.nanos() + nanos / 2 + (long) (random.nextDouble() * nanos);
  }

  void in(Duration delay, Runnable action) {
    events.add(new Event(clock.nanos() + delay.toNanos(), order++, action));
  }

  /** Applies what was sent and is still on its way. */
  void later(String what, Port.Effect effect) {
    in(
        between(1, 12_000),
        () -> {
          trace.add(() -> what);
          try {
            Object unused = effect.apply();
          } catch (Error e) {
            throw e;
          } catch (Throwable e) {
            throw new AssertionError(what, e);
          }
        });
  }

  List<Replica> replicas() {
    replicas.removeIf(Replica::isDead);
    return List.copyOf(replicas);
  }

  Optional<Replica> anyReplica() {
    List<Replica> answering = replicas().stream().filter(Replica::answers).toList();
    return answering.isEmpty()
        ? Optional.empty()
        : Optional.of(answering.get(random.nextInt(answering.size())));
  }

  Replica startReplica() {
    Replica replica = new Replica(this, "service-" + ++names);
    replicas.add(replica);
    trace.add(() -> replica.name() + " starts");
    return replica;
  }

  /** Best effort: most arrive. */
  void poke(String pipelineId) {
    if (chance(80)) {
      replicas().stream().filter(Replica::answers).forEach(replica -> replica.poke(pipelineId));
    }
  }

  /** Everybody else goes on for a while. */
  void holdUp(Replica replica, boolean process, Duration time) {
    if (depth == DEEPEST) {
      return;
    }
    depth++;
    if (process) {
      replica.stop();
    }
    runFor(time);
    if (process) {
      replica.goOn();
    }
    depth--;
    trace.add(() -> replica.name() + " goes on");
  }

  void runFor(Duration time) {
    long until = clock.nanos() + time.toNanos();
    List<Runnable> ready = new ArrayList<>();
    while (clock.nanos() < until) {
      step(until, ready);
    }
  }

  private void step(long until, List<Runnable> ready) {
    ready.clear();
    long now = clock.nanos();
    long next = until;
    for (Replica replica : replicas()) {
      next = Math.min(next, replica.collect(now, ready));
    }
    if (!events.isEmpty()) {
      next = Math.min(next, events.peek().at());
      if (events.peek().at() <= now) {
        ready.add(() -> events.remove().action().run());
      }
    }
    if (ready.isEmpty()) {
      clock.advanceTo(next);
      return;
    }
    trace.step();
    try {
      ready.get(random.nextInt(ready.size())).run();
    } catch (Crash e) {
      trace.add(() -> "a process is gone");
    }
    // No step takes no time.
    clock.advance(Duration.ofNanos(20_000 + random.nextInt(1_000_000)));
    invariants.afterStep();
  }
}
