package io.dataflow.service.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A schedule from its first command to rest. */
final class Scenario {
  private static final Duration LONGEST_SETTLING = Duration.ofMinutes(40);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  private final Simulation simulation;
  private final Users users;
  private final Disturbances disturbances;
  private final Settlement settlement;

  /**
   * @param steps taken
   * @param breach empty when everything held
   */
  record Outcome(long seed, long steps, Optional<String> breach, List<String> trace) {}

  private Scenario(Simulation simulation) {
    this.simulation = simulation;
    this.users = new Users(simulation);
    this.disturbances = new Disturbances(simulation);
    this.settlement = new Settlement(simulation);
  }

  static Outcome run(long seed, Optional<Protection> without, boolean traced) {
    Simulation simulation = new Simulation(seed, without, traced);
    Optional<String> breach = Optional.empty();
    try {
      new Scenario(simulation).play();
    } catch (AssertionError e) {
      breach = Optional.of(String.valueOf(e.getMessage()));
    }
    return new Outcome(seed, simulation.trace().steps(), breach, simulation.trace().lines());
  }

  private void play() {
    disturbances.begin();
    int replicas = 1 + simulation.random().nextInt(3);
    for (int i = 0; i < replicas; i++) {
      simulation.startReplica();
    }
    int pipelines = 1 + simulation.random().nextInt(2);
    for (int i = 1; i <= pipelines; i++) {
      String id = "pipeline-" + i;
      if (simulation.chance(35)) {
        simulation.invariants().bounded(id, 500 + simulation.random().nextInt(8_000));
      }
      users.create(id);
    }
    int moves = 10 + simulation.random().nextInt(20);
    for (int i = 0; i < moves; i++) {
      if (simulation.chance(50)) {
        users.askAnything();
      } else {
        disturbances.one();
      }
      simulation.runFor(simulation.between(0, simulation.chance(20) ? 40_000 : 4_000));
    }
    disturbances.end();
    settle();
    simulation.invariants().allAnswersStand();
    simulation.invariants().holesAreRecorded();
    replayCausesNothing();
  }

  private void settle() {
    long until = simulation.clock().nanos() + LONGEST_SETTLING.toNanos();
    Optional<String> problem;
    do {
      simulation.runFor(LOOK_EVERY);
      problem =
          users.open() > 0 ? Optional.of("unanswered: " + users.open()) : settlement.problem();
    } while (problem.isPresent() && simulation.clock().nanos() < until);
    if (problem.isPresent()) {
      simulation
          .invariants()
          .pipelines()
          .forEach(
              state ->
                  simulation
                      .replicas()
                      .forEach(
                          replica ->
                              simulation
                                  .trace()
                                  .add(
                                      () ->
                                          state.pipelineId()
                                              + ": "
                                              + replica.describe(state.pipelineId()))));
    }
    simulation
        .invariants()
        .require(
            problem.isEmpty(), "not settled after " + LONGEST_SETTLING + ": " + problem.orElse(""));
  }

  /** A service that starts on a long history does nothing to what runs. */
  private void replayCausesNothing() {
    simulation.replicas().forEach(Replica::release);
    int acts = simulation.wiring().acts();
    simulation.startReplica();
    simulation.runFor(Duration.ofSeconds(8));
    simulation
        .invariants()
        .require(
            simulation.wiring().acts() == acts || settlement.problem().isPresent(),
            "a replayed history caused effects");
  }
}
