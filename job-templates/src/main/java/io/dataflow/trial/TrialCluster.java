package io.dataflow.trial;

import io.dataflow.runtime.RecordFailedException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.OptionalFailure;
import org.apache.flink.util.SerializedThrowable;
import org.apache.flink.util.SerializedValue;

/** A small Flink cluster in this JVM. */
final class TrialCluster implements AutoCloseable {
  /**
   * How a job ended.
   *
   * @param failure the cause, in words for the definition's author
   */
  record Outcome(Map<String, Long> counters, Optional<String> failure) {}

  /** To take a job or give it up, however short the job's own time is. */
  private static final Duration HANDLING = Duration.ofSeconds(30);

  private final MiniCluster cluster;
  private final Duration patience;

  /**
   * @param patience how long a job may take
   */
  TrialCluster(Duration patience) throws Exception {
    this.patience = patience;
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.ADDRESS, "localhost");
    configuration.set(RestOptions.BIND_ADDRESS, "localhost");
    configuration.set(WebOptions.SUBMIT_ENABLE, false);
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(32));
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(32));
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(16));
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(1)
                .withRandomPorts()
                .build());
    cluster.start();
  }

  /**
   * Runs a bounded job to its end.
   *
   * @throws TimeoutException if it takes too long; it is cancelled then, and leaves its slot
   */
  Outcome run(JobGraph graph) throws Exception {
    JobID job = graph.getJobID();
    cluster.submitJob(graph).get(HANDLING.toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture<JobResult> ended = cluster.requestJobResult(job);
    JobResult result;
    try {
      result = ended.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      cancel(job, ended);
      throw e;
    }
    Map<String, Long> counters = new TreeMap<>();
    for (Map.Entry<String, SerializedValue<OptionalFailure<Object>>> each :
        result.getAccumulatorResults().entrySet()) {
      Object value = each.getValue().deserializeValue(getClass().getClassLoader()).get();
      if (value instanceof Long count) {
        counters.put(each.getKey(), count);
      }
    }
    return new Outcome(counters, result.getSerializedThrowable().map(this::cause));
  }

  /**
   * Runs a job until a {@link SampleSink} has enough, the job ends, or patience does.
   *
   * @return why it failed, where it did
   */
  Optional<String> runUntilEnough(JobGraph graph) throws Exception {
    JobID job = graph.getJobID();
    cluster.submitJob(graph).get(HANDLING.toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture<JobResult> ended = cluster.requestJobResult(job);
    try {
      ended.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      cancel(job, ended);
      return Optional.empty();
    }
    return ended
        .join()
        .getSerializedThrowable()
        .filter(failure -> !isEnough(failure))
        .map(this::cause);
  }

  private void cancel(JobID job, CompletableFuture<JobResult> ended) throws Exception {
    cluster.cancelJob(job).get(HANDLING.toMillis(), TimeUnit.MILLISECONDS);
    ended.get(HANDLING.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean isEnough(SerializedThrowable failure) {
    return ExceptionUtils.findThrowableSerializedAware(
            failure, SampleSink.EnoughException.class, getClass().getClassLoader())
        .isPresent();
  }

  /** A record that failed says best itself what is wrong; else the first cause does. */
  private String cause(SerializedThrowable failure) {
    ClassLoader loader = getClass().getClassLoader();
    Throwable cause =
        ExceptionUtils.findThrowableSerializedAware(failure, RecordFailedException.class, loader)
            .<Throwable>map(found -> found)
            .orElseGet(() -> root(failure.deserializeError(loader)));
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  private static Throwable root(Throwable failure) {
    return failure.getCause() == null ? failure : root(failure.getCause());
  }

  @Override
  public void close() {
    cluster.closeAsync().join();
  }
}
