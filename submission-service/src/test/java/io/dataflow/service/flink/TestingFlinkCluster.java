package io.dataflow.service.flink;

import io.dataflow.compile.StateVerdict;
import io.dataflow.error.Diagnostic;
import io.dataflow.error.ErrorClass;
import io.dataflow.error.ErrorCode;
import io.dataflow.runtime.WireFormat;
import io.dataflow.service.flink.ClusterUnavailableException.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * A Flink cluster in memory, on the caller's clock, without threads: whatever happened up to now is
 * worked off at the beginning of every call. Behaves as {@link FlinkCluster}'s contract and the
 * measured Flink do, and can be told to fail. Not thread-safe.
 */
public final class TestingFlinkCluster implements FlinkCluster {

  /** What becomes of one call. */
  public enum Fault {
    NONE,
    /** Provably never sent. */
    UNREACHABLE,
    /** Sent, not applied, no answer. */
    REQUEST_LOST,
    /** Applied, no answer. */
    ANSWER_LOST,
    /**
     * Of a submission: no answer, and applied some seconds later by whatever JobManager is there.
     */
    DELAYED
  }

  public static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(20);

  private final InstantSource clock;
  private final TestingLedger ledger = new TestingLedger();
  private final TestingStore store = new TestingStore();
  private final TestingJobManager jobManager;
  private final TestingConnection connection;
  private boolean storeFull;
  private boolean connected;

  public TestingFlinkCluster(InstantSource clock, int totalSlots) {
    this.clock = clock;
    this.jobManager = new TestingJobManager(clock, totalSlots, HEARTBEAT_TIMEOUT, store, ledger);
    this.connection = new TestingConnection(jobManager);
  }

  public TestingLedger ledger() {
    return ledger;
  }

  /** How jobs of this definition behave; others are unbounded. */
  public void behave(String definition, TestingBehaviour behaviour) {
    jobManager.behave(definition, behaviour);
  }

  /** Decides about every call by its method's name, after those that {@link #failNext} named. */
  public void faults(Function<String, Fault> decision) {
    connection.faults(decision);
  }

  public void failNext(String method, Fault fault) {
    connection.failNext(method, fault);
  }

  /** Whether a JobManager that comes back knows its jobs. */
  public void highlyAvailable(boolean value) {
    jobManager.highlyAvailable(value);
  }

  public void archiving(boolean value) {
    jobManager.archiving(value);
  }

  /** Until then the JobManager's figures of an ended job are older than its end. */
  public void archiveDelay(Duration delay) {
    store.archiveDelay(delay);
  }

  public void checkpointInterval(Duration interval) {
    jobManager.checkpointInterval(interval);
  }

  public void storeUp(boolean value) {
    connection.storeUp(value);
  }

  /** What lies in the store can be read; how running jobs fare is not simulated. */
  public void storeFull(boolean value) {
    storeFull = value;
  }

  /** Jobs without an end become zombies: their tasks go on, nothing of theirs is committed. */
  public void killJobManager() {
    jobManager.kill();
  }

  /** Before it has archived the job or deleted its checkpoints. */
  public void killJobManagerOnceFinishedIsShown(boolean value) {
    jobManager.dieAfterShowingFinished(value);
  }

  public void startJobManager() {
    jobManager.start();
  }

  public void killTaskManagers() {
    jobManager.killTaskManagers();
  }

  public void startTaskManagers(int slots) {
    jobManager.startTaskManagers(slots);
  }

  /** Where a job restored from this path would go on; empty when nothing lies there. */
  public Optional<Long> positionAt(String path) {
    return store.position(path);
  }

  /** Ends the job with an error that is not its author's. */
  public void failJob(String jobId, String message) {
    jobManager.fail(jobId, message);
  }

  @Override
  public List<JobOverview> jobs() throws ClusterUnavailableException {
    return connection.call("jobs", jobManager::overview);
  }

  @Override
  public Optional<JobOverview> job(String jobId) throws ClusterUnavailableException {
    return connection.call(
        "job", () -> jobManager.known(jobId).map(job -> job.overview(clock.millis())));
  }

  @Override
  public ClusterCapacity capacity() throws ClusterUnavailableException {
    return connection.call(
        "capacity",
        () ->
            new ClusterCapacity(
                jobManager.freeSlots(),
                jobManager.totalSlots(),
                jobManager.totalSlots() > 0 ? 1 : 0,
                "1.20.3"));
  }

  @Override
  public ClusterSettings settings() throws ClusterUnavailableException {
    if (!connected) {
      connected = connection.call("settings", () -> true);
    }
    return new ClusterSettings(
        HEARTBEAT_TIMEOUT,
        "mem:/checkpoints",
        "mem:/savepoints",
        jobManager.archiving() ? Optional.of("mem:/archive") : Optional.empty(),
        Optional.of(WireFormat.NUMBER));
  }

  @Override
  public Set<String> jobsHoldingSlots() throws ClusterUnavailableException {
    return connection.call("jobsHoldingSlots", jobManager::holdingSlots);
  }

  @Override
  public Optional<JobRequirements> requirements(String definition) {
    return Optional.of(jobManager.behaviour(definition))
        .filter(TestingBehaviour::compiles)
        .map(found -> new JobRequirements(found.slots(), found.records().isPresent()));
  }

  @Override
  public SubmitAnswer submit(JobSubmission submission) {
    jobManager.settle();
    if (!jobManager.behaviour(submission.definition()).compiles()) {
      Instant at = clock.instant();
      return new SubmitAnswer.Refused(
          new JobFailure(
              ErrorClass.USER, "", "the definition does not compile", Optional.empty(), at, at, 1),
          List.of(
              Diagnostic.error(ErrorCode.INVALID_VALUE, "", "the definition does not compile")));
    }
    Fault fault = connection.nextFault("submit");
    if (!jobManager.isUp() || fault == Fault.UNREACHABLE) {
      return new SubmitAnswer.NotSent("connection refused");
    }
    if (fault == Fault.NONE) {
      return jobManager.accept(submission);
    }
    if (fault == Fault.ANSWER_LOST) {
      jobManager.accept(submission);
    } else if (fault == Fault.DELAYED) {
      jobManager.acceptLater(submission);
    }
    return new SubmitAnswer.Unanswered("connection reset");
  }

  @Override
  public TriggerAnswer stopWithSavepoint(
      String jobId, String triggerId, String directory, boolean drain)
      throws ClusterUnavailableException {
    return connection.call("stopWithSavepoint", () -> jobManager.stop(jobId, triggerId, directory));
  }

  @Override
  public TriggerAnswer savepoint(String jobId, String triggerId, String directory)
      throws ClusterUnavailableException {
    return connection.call("savepoint", () -> jobManager.savepoint(jobId, triggerId, directory));
  }

  @Override
  public SavepointStatus savepointStatus(String jobId, String triggerId)
      throws ClusterUnavailableException {
    return connection.call("savepointStatus", () -> jobManager.status(jobId, triggerId));
  }

  @Override
  public CancelAnswer cancel(String jobId) throws ClusterUnavailableException {
    return connection.call("cancel", () -> jobManager.cancel(jobId));
  }

  @Override
  public List<JobFailure> failures(String jobId) throws ClusterUnavailableException {
    return connection.call(
        "failures", () -> jobManager.known(jobId).map(TestingJob::failures).orElse(List.of()));
  }

  @Override
  public Optional<Map<String, Long>> accumulators(String jobId) throws ClusterUnavailableException {
    return connection.call(
        "accumulators", () -> jobManager.known(jobId).map(job -> job.accumulators(clock.millis())));
  }

  @Override
  public Optional<CheckpointStatistics> checkpointStatistics(String jobId)
      throws ClusterUnavailableException {
    return connection.call(
        "checkpointStatistics", () -> jobManager.known(jobId).map(TestingJob::statistics));
  }

  @Override
  public Optional<ArchivedJob> archivedJob(String jobId) throws ClusterUnavailableException {
    return connection.storeCall("archivedJob", () -> store.archived(jobId, clock.instant()));
  }

  @Override
  public List<RetainedCheckpoint> retainedCheckpoints(String jobId)
      throws ClusterUnavailableException {
    return connection.storeCall("retainedCheckpoints", () -> store.retained(jobId));
  }

  @Override
  public String savepointDirectory(String pipelineId, String triggerId)
      throws ClusterUnavailableException {
    return connection.call(
        "savepointDirectory", () -> "mem:/savepoints/" + pipelineId + "/" + triggerId);
  }

  @Override
  public Optional<String> savepointIn(String directory) throws ClusterUnavailableException {
    return connection.storeCall("savepointIn", () -> store.savepointIn(directory));
  }

  @Override
  public OptionalLong checkpointId(String savepoint) throws ClusterUnavailableException {
    return connection.storeCall("checkpointId", () -> store.checkpointId(savepoint));
  }

  @Override
  public Optional<StateVerdict> stateVerdict(String location, String before, String after)
      throws ClusterUnavailableException {
    TestingBehaviour next = jobManager.behaviour(after);
    return connection.storeCall(
        "stateVerdict",
        () -> next.compiles() ? store.verdict(location, next.keys()) : Optional.empty());
  }

  @Override
  public void deleteCheckpoints(String jobId) throws ClusterUnavailableException {
    connection.storeCall(
        "deleteCheckpoints",
        () -> {
          store.deleteCheckpoints(jobId);
          return true;
        });
  }

  @Override
  public DisposalAnswer disposeSavepoint(String location) throws ClusterUnavailableException {
    if (!connection.isStoreUp()) {
      throw new ClusterUnavailableException(Part.CHECKPOINT_STORE, "cannot use mem:/savepoints");
    }
    return connection.call(
        "disposeSavepoint",
        () -> {
          if (!location.startsWith("mem:/savepoints/")) {
            return new DisposalAnswer.Failed(location + " does not lie below mem:/savepoints");
          }
          store.deleteSavepoint(location);
          return new DisposalAnswer.Disposed();
        });
  }

  @Override
  public Optional<String> checkpointStoreProblem() throws ClusterUnavailableException {
    return connection.call(
        "checkpointStoreProblem",
        () ->
            connection.isStoreUp()
                ? checkpointWriteProblem()
                : Optional.of("cannot use mem:/savepoints"));
  }

  @Override
  public Optional<String> checkpointWriteProblem() {
    return storeFull ? Optional.of("cannot use mem:/savepoints: no space left") : Optional.empty();
  }

  @Override
  public void close() {
    jobManager.settle();
  }
}
