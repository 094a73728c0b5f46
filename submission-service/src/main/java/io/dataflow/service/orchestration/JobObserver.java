package io.dataflow.service.orchestration;

import io.dataflow.service.domain.Attempt;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.flink.ClusterUnavailableException;
import io.dataflow.service.flink.FlinkCluster;
import io.dataflow.service.flink.JobName;
import io.dataflow.service.flink.JobOverview;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Looks at the cluster and remembers for how long it looked: only a job that no JobManager listed
 * in any poll of {@code heartbeat.timeout} + 3 s is absent, and a failed poll begins that time
 * anew. Changes nothing. Thread-safe.
 */
public final class JobObserver {
  private static final Duration BEYOND_HEARTBEAT = Duration.ofSeconds(3);

  private final FlinkCluster cluster;
  private final String installationId;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final FactFinder facts;

  private View view;
  private final Map<String, Long> missingSince = new HashMap<>();

  /** One poll of all jobs; {@code failure} is set when nobody answered. */
  private record View(
      long polledAt,
      Map<String, JobOverview> jobs,
      Map<String, List<OurJob>> ours,
      Duration heartbeatTimeout,
      Optional<JobSighting.Unknown> failure) {
    static View unknown(long polledAt, JobSighting.Unknown unknown) {
      return new View(polledAt, Map.of(), Map.of(), Duration.ZERO, Optional.of(unknown));
    }
  }

  /** A listed job of this installation. */
  public record OurJob(JobName name, JobOverview job) {}

  /**
   * @param nanoTime monotonic
   */
  public JobObserver(
      FlinkCluster cluster, String installationId, Clock clock, LongSupplier nanoTime) {
    this.cluster = cluster;
    this.installationId = installationId;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.facts = new FactFinder(cluster, installationId);
    this.view =
        View.unknown(
            nanoTime.getAsLong(),
            new JobSighting.Unknown(clock.instant(), "the cluster was not asked yet"));
  }

  /** Polls the list of jobs, unless the last answer is younger. */
  public void poll(Duration maxAge) {
    long now = nanoTime.getAsLong();
    synchronized (this) {
      boolean fresh = view.failure().isEmpty() && now - view.polledAt() < maxAge.toNanos();
      if (fresh) {
        return;
      }
    }
    try {
      List<JobOverview> jobs = cluster.jobs();
      Duration heartbeatTimeout = cluster.settings().heartbeatTimeout();
      answered(now, jobs, heartbeatTimeout);
    } catch (ClusterUnavailableException e) {
      unanswered(e);
    }
  }

  /** Live jobs of this installation, by pipeline, as of the last poll. */
  public synchronized Map<String, List<OurJob>> liveJobs() {
    return view.ours();
  }

  /** Empty while the JobManager answers. */
  public synchronized Optional<JobSighting.Unknown> unreachable() {
    return view.failure();
  }

  /**
   * What is seen of one pipeline. The list of jobs is believed where it shows what is expected;
   * anything else is asked for once more, job by job.
   */
  public Observation observe(PipelineState state) {
    Instant now = clock.instant();
    View seen;
    synchronized (this) {
      seen = view;
    }
    if (seen.failure().isPresent()) {
      return new Observation(now, seen.failure().get(), List.of());
    }
    try {
      JobSighting job =
          state.lastAttempt().isPresent()
              ? sight(state, state.lastAttempt().get(), seen)
              : new JobSighting.NotListed();
      return new Observation(now, job, others(state, seen));
    } catch (ClusterUnavailableException e) {
      return new Observation(now, unanswered(e), List.of());
    }
  }

  /**
   * The observation with one more fact.
   *
   * @throws ClusterUnavailableException when the cluster or its store did not answer; of a silent
   *     JobManager {@link #observe} tells the rest
   */
  Observation look(Observation seen, Fact fact, PipelineState state)
      throws ClusterUnavailableException {
    try {
      return seen.with(fact, facts.find(fact, state, seen));
    } catch (ClusterUnavailableException e) {
      if (e.part() == ClusterUnavailableException.Part.JOB_MANAGER) {
        unanswered(e);
      }
      throw e;
    }
  }

  private JobSighting sight(PipelineState state, Attempt attempt, View seen)
      throws ClusterUnavailableException {
    JobOverview listed = seen.jobs().get(attempt.jobId());
    // An end is believed at its first sight: there may be no JobManager left to ask once more.
    boolean ended = listed != null && listed.state().isTerminal();
    boolean expected =
        attempt.isOpen()
            ? attempt.phase() == Attempt.Phase.RUNNING
                && state.stop().isEmpty()
                && listed != null
                && listed.isRunning()
            : listed == null;
    if (ended || expected) {
      return listed == null ? new JobSighting.NotListed() : new JobSighting.Present(listed);
    }
    Optional<JobOverview> confirmed = cluster.job(attempt.jobId());
    if (confirmed.isPresent()) {
      synchronized (this) {
        missingSince.remove(attempt.jobId());
      }
      return new JobSighting.Present(confirmed.get());
    }
    return missing(attempt.jobId(), seen.heartbeatTimeout());
  }

  private synchronized JobSighting missing(String jobId, Duration heartbeatTimeout) {
    if (view.failure().isPresent()) {
      return view.failure().get();
    }
    long now = nanoTime.getAsLong();
    long since = missingSince.computeIfAbsent(jobId, id -> now);
    return now - since >= heartbeatTimeout.plus(BEYOND_HEARTBEAT).toNanos()
        ? new JobSighting.Absent()
        : new JobSighting.NotListed();
  }

  private List<JobOverview> others(PipelineState state, View seen)
      throws ClusterUnavailableException {
    List<JobOverview> others = new ArrayList<>();
    for (OurJob ours : seen.ours().getOrDefault(state.pipelineId(), List.of())) {
      if (ours.name().attempt() < state.lastAttemptNumber()) {
        cluster
            .job(ours.job().jobId())
            .filter(job -> !job.state().isTerminal())
            .ifPresent(others::add);
      }
    }
    return others;
  }

  private synchronized void answered(
      long polledAt, List<JobOverview> jobs, Duration heartbeatTimeout) {
    Map<String, JobOverview> byId = new HashMap<>();
    Map<String, List<OurJob>> ours = new HashMap<>();
    for (JobOverview job : jobs) {
      byId.put(job.jobId(), job);
      Optional<JobName> name =
          JobName.parse(job.name())
              .filter(parsed -> parsed.installationId().equals(installationId));
      if (name.isPresent() && !job.state().isTerminal()) {
        ours.computeIfAbsent(name.get().pipelineId(), id -> new ArrayList<>())
            .add(new OurJob(name.get(), job));
      }
    }
    missingSince.keySet().removeAll(byId.keySet());
    view =
        new View(polledAt, Map.copyOf(byId), Map.copyOf(ours), heartbeatTimeout, Optional.empty());
  }

  private synchronized JobSighting.Unknown unanswered(ClusterUnavailableException e) {
    missingSince.clear();
    // Before the first answer, too, silence counts from when it was first asked.
    Instant since = view.failure().map(JobSighting.Unknown::since).orElseGet(clock::instant);
    JobSighting.Unknown unknown = new JobSighting.Unknown(since, String.valueOf(e.getMessage()));
    view = View.unknown(nanoTime.getAsLong(), unknown);
    return unknown;
  }
}
