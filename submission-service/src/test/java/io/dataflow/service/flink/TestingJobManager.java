package io.dataflow.service.flink;

import io.dataflow.error.ErrorClass;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** JobManager and task managers of a {@link TestingFlinkCluster}: jobs, slots, zombies. */
final class TestingJobManager {

  private static final long DELAY_MILLIS = 5_000;

  private final InstantSource clock;
  private final long heartbeatMillis;
  private final TestingStore store;
  private final TestingLedger ledger;
  private final Map<String, TestingBehaviour> behaviours = new HashMap<>();
  private final Map<String, TestingJob> jobs = new LinkedHashMap<>();
  // Until when their slots are held; their tasks end a heartbeat timeout earlier.
  private final Map<TestingJob, Long> zombies = new LinkedHashMap<>();
  private final Set<String> usedIds = new HashSet<>();
  private final Map<Operation, SavepointStatus> operations = new HashMap<>();
  private final TreeMap<Long, List<JobSubmission>> delayed = new TreeMap<>();
  private boolean up = true;
  private boolean diesAfterShowingFinished;
  private boolean highlyAvailable;
  private boolean archiving = true;
  private int totalSlots;
  private Duration checkpointInterval = Duration.ofSeconds(1);

  private record Operation(String jobId, String triggerId) {}

  TestingJobManager(
      InstantSource clock,
      int totalSlots,
      Duration heartbeatTimeout,
      TestingStore store,
      TestingLedger ledger) {
    this.clock = clock;
    this.totalSlots = totalSlots;
    this.heartbeatMillis = heartbeatTimeout.toMillis();
    this.store = store;
    this.ledger = ledger;
  }

  void behave(String definition, TestingBehaviour behaviour) {
    behaviours.put(definition, behaviour);
  }

  TestingBehaviour behaviour(String definition) {
    return behaviours.getOrDefault(definition, TestingBehaviour.unbounded());
  }

  void highlyAvailable(boolean value) {
    highlyAvailable = value;
  }

  void archiving(boolean value) {
    archiving = value;
  }

  boolean archiving() {
    return archiving;
  }

  void checkpointInterval(Duration interval) {
    checkpointInterval = interval;
  }

  boolean isUp() {
    return up;
  }

  int totalSlots() {
    return totalSlots;
  }

  /** The next time that a job shows FINISHED is the last thing that anybody hears of it. */
  void dieAfterShowingFinished(boolean value) {
    diesAfterShowingFinished = value;
  }

  void kill() {
    settle();
    diesAfterShowingFinished = false;
    if (!up) {
      return;
    }
    up = false;
    long slotsUntil = now() + 2 * heartbeatMillis;
    jobs.values().stream()
        .filter(job -> job.slots() > 0)
        .forEach(job -> zombies.put(job, slotsUntil));
    operations.clear();
    if (highlyAvailable) {
      jobs.values().removeIf(job -> job.state().isTerminal());
    } else {
      jobs.clear();
      usedIds.clear();
    }
  }

  void start() {
    settle();
    if (!up) {
      up = true;
      jobs.values().forEach(TestingJob::loseTasks);
      // A JobManager that knows its jobs takes their slots over.
      jobs.values().forEach(zombies::remove);
      settle();
    }
  }

  void killTaskManagers() {
    settle();
    totalSlots = 0;
    zombies.clear();
    jobs.values().forEach(TestingJob::loseTasks);
  }

  void startTaskManagers(int slots) {
    totalSlots = slots;
    settle();
  }

  /** Whatever goes wrong in tasks: only a JobManager ends a job for it. */
  void fail(String jobId, String message) {
    settle();
    known(jobId)
        .filter(job -> up && !job.state().isTerminal())
        .ifPresent(job -> job.fail(ErrorClass.EXTERNAL, message, now()));
  }

  List<JobOverview> overview() {
    List<JobOverview> shown = jobs.values().stream().map(job -> job.overview(now())).toList();
    if (diesAfterShowingFinished && jobs.values().stream().anyMatch(TestingJob::justFinished)) {
      kill();
    }
    return shown;
  }

  Optional<TestingJob> known(String jobId) {
    return Optional.ofNullable(jobs.get(jobId));
  }

  Set<String> holdingSlots() {
    Set<String> holding = new HashSet<>();
    zombies.keySet().forEach(job -> holding.add(job.id()));
    jobs.values().stream().filter(job -> job.slots() > 0).forEach(job -> holding.add(job.id()));
    return holding;
  }

  int freeSlots() {
    Set<TestingJob> holding = new HashSet<>(zombies.keySet());
    holding.addAll(jobs.values());
    return Math.max(0, totalSlots - holding.stream().mapToInt(TestingJob::slots).sum());
  }

  SubmitAnswer accept(JobSubmission submission) {
    if (!usedIds.add(submission.jobId())) {
      return new SubmitAnswer.Duplicate();
    }
    TestingJob job =
        new TestingJob(
            submission,
            behaviour(submission.definition()),
            store,
            ledger,
            checkpointInterval.toMillis(),
            archiving,
            now());
    jobs.put(job.id(), job);
    settle();
    return new SubmitAnswer.Accepted();
  }

  /** The request is on its way still. */
  void acceptLater(JobSubmission submission) {
    delayed.computeIfAbsent(now() + DELAY_MILLIS, at -> new ArrayList<>()).add(submission);
  }

  CancelAnswer cancel(String jobId) {
    TestingJob job = jobs.get(jobId);
    if (job == null) {
      return CancelAnswer.UNKNOWN_JOB;
    }
    if (job.state() == JobState.FINISHED || job.state() == JobState.FAILED) {
      return CancelAnswer.ALREADY_TERMINAL;
    }
    if (job.state() != JobState.CANCELED) {
      job.cancel(now());
    }
    return CancelAnswer.ACCEPTED;
  }

  TriggerAnswer stop(String jobId, String triggerId, String directory) {
    return trigger(
        jobId,
        triggerId,
        job -> {
          operations.put(new Operation(jobId, triggerId), new SavepointStatus.InProgress());
          job.stop(directory, now());
        });
  }

  TriggerAnswer savepoint(String jobId, String triggerId, String directory) {
    return trigger(
        jobId,
        triggerId,
        job ->
            operations.put(
                new Operation(jobId, triggerId),
                new SavepointStatus.Completed(job.savepoint(directory, now()))));
  }

  SavepointStatus status(String jobId, String triggerId) {
    return operations.getOrDefault(new Operation(jobId, triggerId), new SavepointStatus.Unknown());
  }

  void settle() {
    long now = now();
    zombies.values().removeIf(until -> until <= now);
    if (!up) {
      // Nobody listened when they arrived.
      delayed.headMap(now, true).clear();
      return;
    }
    while (!delayed.isEmpty() && delayed.firstKey() <= now) {
      delayed.pollFirstEntry().getValue().forEach(this::accept);
    }
    jobs.values().forEach(job -> job.advance(now));
    operations.replaceAll(
        (operation, status) ->
            status instanceof SavepointStatus.InProgress
                ? known(operation.jobId())
                    .map(TestingJob::stopOutcome)
                    .orElseGet(SavepointStatus.InProgress::new)
                : status);
    for (TestingJob job : jobs.values()) {
      if (job.wantsSlots() && freeSlots() >= job.slotsWanted()) {
        job.deploy(now, alive());
      }
    }
  }

  private TriggerAnswer trigger(String jobId, String triggerId, Consumer<TestingJob> operation) {
    Operation key = new Operation(jobId, triggerId);
    if (operations.containsKey(key)) {
      return new TriggerAnswer.Triggered();
    }
    TestingJob job = jobs.get(jobId);
    if (job == null) {
      operations.put(key, new SavepointStatus.Failed("Could not find Flink job " + jobId));
    } else if (job.canSavepoint(now())) {
      operation.accept(job);
    } else {
      operations.put(
          key, new SavepointStatus.Failed("Not all required tasks are currently running."));
    }
    return new TriggerAnswer.Triggered();
  }

  private List<TestingJob> alive() {
    List<TestingJob> alive = new ArrayList<>();
    zombies.forEach(
        (job, slotsUntil) -> {
          if (now() < slotsUntil - heartbeatMillis) {
            alive.add(job);
          }
        });
    jobs.values().stream().filter(job -> job.slots() > 0).forEach(alive::add);
    return alive;
  }

  private long now() {
    return clock.millis();
  }
}
