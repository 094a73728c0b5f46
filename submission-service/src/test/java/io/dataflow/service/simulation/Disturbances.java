package io.dataflow.service.simulation;

import io.dataflow.service.domain.Attempt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What goes wrong, and that all of it is mended in the end. */
final class Disturbances {
  private static final int SLOTS = 8;
  private static final List<String> CRITICAL =
      List.of(
          "append",
          "stampEpoch",
          "submit",
          "job",
          "stopWithSavepoint",
          "savepointStatus",
          "cancel",
          "retainedCheckpoints",
          "acquireAll",
          "advance");

  private final Simulation simulation;
  private boolean over;

  Disturbances(Simulation simulation) {
    this.simulation = simulation;
  }

  void begin() {
    simulation.faults().rates(simulation.random().nextInt(25), simulation.random().nextInt(30));
    simulation.cluster().highlyAvailable(simulation.chance(35));
    simulation.cluster().archiving(simulation.chance(80));
    simulation.cluster().checkpointInterval(simulation.between(1_000, 15_000));
  }

  void one() {
    switch (simulation.random().nextInt(22)) {
      case 0, 1 -> crash();
      case 2 -> simulation.anyReplica().ifPresent(this::leave);
      case 3, 4, 5 -> holdUp();
      case 6 -> storeDown();
      case 7 -> cutOff();
      case 8, 9, 10 -> killJobManager();
      case 11, 12 -> failJob();
      case 13 -> killTaskManagers();
      case 14 -> checkpointStoreDown();
      case 15, 16 -> allDownAfterSubmission();
      case 17, 18 -> silence();
      case 19 -> pauseBeforeSending();
      case 20 -> killJobManagerOnceFinishedIsShown();
      default -> calls();
    }
  }

  /** From now on nothing fails. */
  void end() {
    over = true;
    simulation.trace().add(() -> "faults are over");
    simulation.faults().heal();
    simulation.cluster().killJobManagerOnceFinishedIsShown(false);
    simulation.cluster().storeUp(true);
    simulation.cluster().startJobManager();
    simulation.cluster().startTaskManagers(SLOTS);
    simulation.replicas().forEach(Replica::calm);
    while (simulation.replicas().size() < 2) {
      simulation.startReplica();
    }
  }

  private void later(Duration delay, Runnable mending) {
    simulation.in(
        delay,
        () -> {
          if (!over) {
            mending.run();
          }
        });
  }

  private void crash() {
    Optional<Replica> replica = simulation.anyReplica();
    if (replica.isPresent()) {
      replica.get().crashAt(trap());
      later(simulation.between(1_000, 30_000), this::another);
    }
  }

  private Trap trap() {
    boolean after = simulation.chance(50);
    return simulation.chance(40)
        ? new Trap(Optional.empty(), after, 1 + simulation.random().nextInt(60))
        : new Trap(
            Optional.of(CRITICAL.get(simulation.random().nextInt(CRITICAL.size()))), after, 1);
  }

  /** The whole stack ends between an accepted job and the record of it, and comes back. */
  private void allDownAfterSubmission() {
    simulation
        .replicas()
        .forEach(replica -> replica.crashAt(new Trap(Optional.of("submit"), true, 1)));
    later(simulation.between(5_000, 30_000), this::killJobManager);
    later(simulation.between(20_000, 40_000), this::another);
  }

  private void leave(Replica replica) {
    simulation.trace().add(() -> replica.name() + " is stopped in an orderly way");
    replica.release();
    later(simulation.between(500, 10_000), this::another);
  }

  private void another() {
    if (simulation.replicas().size() < 3) {
      simulation.startReplica();
    }
  }

  private void holdUp() {
    simulation
        .anyReplica()
        .ifPresent(
            replica ->
                replica.holdUpAt(trap(), simulation.chance(60), simulation.between(100, 40_000)));
  }

  /** Longer than any deadline: whoever looked at the clock before does not know it. */
  private void pauseBeforeSending() {
    Trap submit = new Trap(Optional.of("submit"), false, 1);
    simulation
        .anyReplica()
        .ifPresent(replica -> replica.holdUpAt(submit, true, simulation.between(20_000, 150_000)));
  }

  /** A JobManager is there and its jobs run, and nobody gets an answer. */
  private void silence() {
    Faults.Silence silence = simulation.chance(50) ? Faults.Silence.QUESTIONS : Faults.Silence.ALL;
    simulation.trace().add(() -> "the JobManager does not answer: " + silence);
    simulation.faults().silence(silence);
    later(
        simulation.between(1_000, 60_000),
        () -> {
          simulation.trace().add(() -> "the JobManager answers");
          simulation.faults().silence(Faults.Silence.NONE);
        });
  }

  private void storeDown() {
    simulation.trace().add(() -> "the store is down");
    simulation.faults().storeUp(false);
    later(
        simulation.between(500, 20_000),
        () -> {
          simulation.trace().add(() -> "the store is up");
          simulation.faults().storeUp(true);
        });
  }

  private void cutOff() {
    simulation
        .anyReplica()
        .ifPresent(
            replica -> {
              simulation.trace().add(() -> replica.name() + " cannot reach the store");
              simulation.faults().cutOff(replica);
              later(simulation.between(500, 25_000), () -> simulation.faults().reconnect(replica));
            });
  }

  private void killJobManager() {
    simulation.trace().add(() -> "the JobManager is killed");
    simulation.cluster().killJobManager();
    later(
        simulation.between(100, 45_000),
        () -> {
          simulation.trace().add(() -> "a JobManager starts");
          simulation.cluster().startJobManager();
        });
  }

  private void killJobManagerOnceFinishedIsShown() {
    simulation.trace().add(() -> "the JobManager will not survive the next FINISHED");
    simulation.cluster().killJobManagerOnceFinishedIsShown(true);
    later(simulation.between(10_000, 90_000), simulation.cluster()::startJobManager);
  }

  private void killTaskManagers() {
    simulation.trace().add(() -> "the task managers are killed");
    simulation.cluster().killTaskManagers();
    later(
        simulation.between(500, 30_000),
        () -> {
          simulation.trace().add(() -> "task managers start");
          simulation.cluster().startTaskManagers(SLOTS);
        });
  }

  private void checkpointStoreDown() {
    simulation.trace().add(() -> "the checkpoint store is down");
    simulation.cluster().storeUp(false);
    later(
        simulation.between(500, 20_000),
        () -> {
          simulation.trace().add(() -> "the checkpoint store is up");
          simulation.cluster().storeUp(true);
        });
  }

  private void failJob() {
    simulation.invariants().pipelines().stream()
        .flatMap(state -> state.openAttempt().stream())
        .map(Attempt::jobId)
        .filter(jobId -> simulation.chance(50))
        .findFirst()
        .ifPresent(
            jobId -> {
              simulation.trace().add(() -> "job " + jobId + " fails");
              simulation.cluster().failJob(jobId, "boom");
            });
  }

  private void calls() {
    simulation.faults().rates(simulation.random().nextInt(60), simulation.random().nextInt(80));
    later(
        simulation.between(1_000, 15_000),
        () -> simulation.faults().rates(simulation.random().nextInt(10), 5));
  }
}
