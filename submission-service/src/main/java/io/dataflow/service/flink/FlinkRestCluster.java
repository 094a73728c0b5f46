package io.dataflow.service.flink;

import com.fasterxml.jackson.databind.JsonNode;
import io.dataflow.compile.JobSettings;
import io.dataflow.compile.StateVerdict;
import io.dataflow.error.ErrorClass;
import io.dataflow.plan.PlannerContext;
import io.dataflow.runtime.WireFormat;
import io.dataflow.service.flink.ClusterUnavailableException.Part;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * A Flink session cluster through its REST endpoint, and its folders through Flink's file systems.
 */
public final class FlinkRestCluster implements FlinkCluster {

  private static final Duration DISPOSAL = Duration.ofSeconds(5);
  private static final Duration DISPOSAL_POLL = Duration.ofMillis(20);

  private final FlinkRest rest;
  private final ClusterConfiguration configuration;
  private final SavepointOperations operations;
  private final JobArchive archive = new JobArchive();
  private final GraphSender sender;
  private final CompilerAhead compiler;
  private final InstantSource clock;
  private volatile Optional<String> writeProblem = Optional.empty();

  /**
   * Opens no connection.
   *
   * @param endpoint the JobManager's REST endpoint, {@code http://host:port}
   * @param context what stored definitions are planned against; need not sample, since resolved
   *     definitions have their schemas
   * @throws IllegalArgumentException if the endpoint has another form
   */
  public FlinkRestCluster(URI endpoint, PlannerContext context, InstantSource clock) {
    this(endpoint, new DefinitionCompiler(context, JobSettings.Defaults.STANDARD, clock), clock);
  }

  FlinkRestCluster(URI endpoint, JobCompiler compiler, InstantSource clock) {
    if (!"http".equals(endpoint.getScheme())
        || endpoint.getHost() == null
        || endpoint.getPort() < 0) {
      throw new IllegalArgumentException(
          "Flink's endpoint must look like http://localhost:8081, not " + endpoint);
    }
    this.compiler = new CompilerAhead(compiler);
    this.clock = clock;
    rest = new FlinkRest(endpoint);
    configuration = new ClusterConfiguration(rest);
    operations = new SavepointOperations(rest);
    sender = new GraphSender(endpoint, clock);
  }

  @Override
  public List<JobOverview> jobs() throws ClusterUnavailableException {
    JsonNode answer = rest.read("/jobs/overview");
    if (!answer.path("jobs").isArray()) {
      // Whatever listens there, it is no Flink: taken for one, every job would be absent.
      throw new ClusterUnavailableException(
          Part.JOB_MANAGER, "what answers is no JobManager: " + answer);
    }
    return JobReader.overview(answer);
  }

  @Override
  public Optional<JobOverview> job(String jobId) throws ClusterUnavailableException {
    // /jobs/:id is up to three seconds old, /jobs/:id/status does not count tasks.
    return jobs().stream().filter(job -> job.jobId().equals(jobId)).findFirst();
  }

  @Override
  public ClusterCapacity capacity() throws ClusterUnavailableException {
    JsonNode overview = rest.read("/overview");
    return new ClusterCapacity(
        overview.path("slots-available").asInt(),
        overview.path("slots-total").asInt(),
        overview.path("taskmanagers").asInt(),
        overview.path("flink-version").asText());
  }

  @Override
  public ClusterSettings settings() throws ClusterUnavailableException {
    return configuration.settings();
  }

  @Override
  public Set<String> jobsHoldingSlots() throws ClusterUnavailableException {
    Set<String> jobs = new HashSet<>();
    for (JsonNode taskManager : rest.read("/taskmanagers").path("taskmanagers")) {
      String path = "/taskmanagers/" + taskManager.path("id").asText();
      FlinkRest.Answer details = rest.get(path);
      if (!details.isNotFound()) {
        for (JsonNode slot : rest.success(path, details).body().path("allocatedSlots")) {
          jobs.add(slot.path("jobId").asText());
        }
      }
    }
    return jobs;
  }

  @Override
  public Optional<JobRequirements> requirements(String definition) {
    return compiler.requirements(definition);
  }

  @Override
  public void prepare(JobSubmission submission) {
    compiler.begin(submission);
  }

  @Override
  public SubmitAnswer submit(JobSubmission submission) {
    JobCompiler.Result result = compiler.take(submission);
    if (result instanceof JobCompiler.NotCompiled notCompiled) {
      return notCompiled.refusal();
    }
    try {
      Optional<SubmitAnswer.Refused> misfit = wireFormatMisfit();
      if (misfit.isPresent()) {
        return misfit.get();
      }
    } catch (ClusterUnavailableException e) {
      return new SubmitAnswer.NotSent(e.getMessage());
    }
    return sender.send(((JobCompiler.Compiled) result).graph());
  }

  @Override
  public TriggerAnswer stopWithSavepoint(
      String jobId, String triggerId, String directory, boolean drain)
      throws ClusterUnavailableException {
    return operations.stop(jobId, triggerId, directory, drain);
  }

  @Override
  public TriggerAnswer savepoint(String jobId, String triggerId, String directory)
      throws ClusterUnavailableException {
    return operations.savepoint(jobId, triggerId, directory);
  }

  @Override
  public SavepointStatus savepointStatus(String jobId, String triggerId)
      throws ClusterUnavailableException {
    return operations.status(jobId, triggerId);
  }

  @Override
  public CancelAnswer cancel(String jobId) throws ClusterUnavailableException {
    String path = "/jobs/" + jobId + "?mode=cancel";
    FlinkRest.Answer answer = rest.patch(path);
    if (answer.isNotFound()) {
      return CancelAnswer.UNKNOWN_JOB;
    }
    if (answer.status() == 409) {
      return CancelAnswer.ALREADY_TERMINAL;
    }
    rest.success(path, answer);
    return CancelAnswer.ACCEPTED;
  }

  @Override
  public List<JobFailure> failures(String jobId) throws ClusterUnavailableException {
    return ofJob("/jobs/" + jobId + "/exceptions").map(FailureReader::read).orElse(List.of());
  }

  @Override
  public Optional<Map<String, Long>> accumulators(String jobId) throws ClusterUnavailableException {
    return ofJob("/jobs/" + jobId + "/accumulators").map(JobReader::accumulators);
  }

  @Override
  public Optional<CheckpointStatistics> checkpointStatistics(String jobId)
      throws ClusterUnavailableException {
    return ofJob("/jobs/" + jobId + "/checkpoints")
        .map(answer -> JobReader.checkpoints(jobId, answer));
  }

  @Override
  public Optional<ArchivedJob> archivedJob(String jobId) throws ClusterUnavailableException {
    return store().archived(jobId).flatMap(text -> archive.read(jobId, text));
  }

  @Override
  public List<RetainedCheckpoint> retainedCheckpoints(String jobId)
      throws ClusterUnavailableException {
    return store().retained(jobId);
  }

  @Override
  public String savepointDirectory(String pipelineId, String triggerId)
      throws ClusterUnavailableException {
    return store().savepointDirectory(pipelineId, triggerId);
  }

  @Override
  public Optional<String> savepointIn(String directory) throws ClusterUnavailableException {
    return store().savepointIn(directory);
  }

  @Override
  public OptionalLong checkpointId(String savepoint) throws ClusterUnavailableException {
    return store().checkpointId(savepoint);
  }

  @Override
  public Optional<StateVerdict> stateVerdict(String location, String before, String after)
      throws ClusterUnavailableException {
    return store()
        .operatorsWithState(location)
        .flatMap(holders -> compiler.stateVerdict(holders, before, after));
  }

  @Override
  public void deleteCheckpoints(String jobId) throws ClusterUnavailableException {
    store().deleteCheckpoints(jobId);
  }

  @Override
  public DisposalAnswer disposeSavepoint(String location) throws ClusterUnavailableException {
    CheckpointStore store = store();
    if (!store.owns(location)) {
      return new DisposalAnswer.Failed(
          location + " does not lie below " + settings().savepointDirectory());
    }
    DisposalAnswer answer =
        store.isSavepoint(location) ? disposed(location) : new DisposalAnswer.Disposed();
    if (answer instanceof DisposalAnswer.Disposed) {
      store.deleteRemains(location);
    }
    return answer;
  }

  @Override
  public Optional<String> checkpointStoreProblem() throws ClusterUnavailableException {
    CheckpointStore store = store();
    String probe;
    try {
      probe = store.writeEmptySavepoint("probe-" + UUID.randomUUID());
      writeProblem = Optional.empty();
    } catch (ClusterUnavailableException e) {
      writeProblem = Optional.of(e.getMessage());
      return writeProblem;
    }
    DisposalAnswer answer = disposed(probe);
    boolean seen = answer instanceof DisposalAnswer.Disposed && !store.isSavepoint(probe);
    store.deleteRemains(probe);
    return seen
        ? Optional.empty()
        : Optional.of(
            "the JobManager does not find what the service writes to "
                + settings().savepointDirectory()
                + "; both must see the same folder"
                + (answer instanceof DisposalAnswer.Failed failed ? ": " + failed.message() : ""));
  }

  @Override
  public Optional<String> checkpointWriteProblem() {
    return writeProblem;
  }

  private Optional<SubmitAnswer.Refused> wireFormatMisfit() throws ClusterUnavailableException {
    return settings()
        .wireFormat()
        .filter(installed -> installed != WireFormat.NUMBER)
        .map(
            installed ->
                new SubmitAnswer.Refused(
                    JobFailure.once(
                        ErrorClass.INTERNAL,
                        "",
                        "the cluster has our classes of wire format "
                            + installed
                            + ", this service sends "
                            + WireFormat.NUMBER
                            + "; replace the cluster's lib folder by the one of this release",
                        clock.instant()),
                    List.of()));
  }

  private DisposalAnswer disposed(String location) throws ClusterUnavailableException {
    String request = operations.dispose(location);
    long deadline = System.nanoTime() + DISPOSAL.toNanos();
    DisposalAnswer answer = operations.disposal(request);
    while (answer instanceof DisposalAnswer.InProgress
        && System.nanoTime() < deadline
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(DISPOSAL_POLL.toNanos());
      answer = operations.disposal(request);
    }
    return answer;
  }

  private CheckpointStore store() throws ClusterUnavailableException {
    return new CheckpointStore(settings());
  }

  private Optional<JsonNode> ofJob(String path) throws ClusterUnavailableException {
    FlinkRest.Answer answer = rest.get(path);
    return answer.isNotFound() ? Optional.empty() : Optional.of(rest.success(path, answer).body());
  }

  @Override
  public void close() {
    compiler.close();
    sender.close();
  }
}
