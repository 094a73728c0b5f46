package io.dataflow.benchmark.start;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Looks at the cluster's list of jobs, the one view of them that Flink does not cache. */
final class JobsEye {
  private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED");
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  private final JsonClient flink;

  JobsEye(URI flinkUrl) {
    this.flink = new JsonClient(flinkUrl);
  }

  /**
   * When a job was first seen so, by {@link System#nanoTime}.
   *
   * @param running the job's own state
   * @param tasksRunning every one of its tasks, too: what the service calls running
   */
  record Seen(String jobId, long running, long tasksRunning) {}

  /**
   * Looks until all tasks of a job run.
   *
   * @param which of the listed jobs
   */
  Seen awaitRunning(Predicate<JsonNode> which) throws IOException, InterruptedException {
    long end = System.nanoTime() + DEADLINE.toNanos();
    long running = 0;
    while (System.nanoTime() < end) {
      Optional<JsonNode> found = find(which);
      long now = System.nanoTime();
      if (found.isPresent()) {
        JsonNode job = found.get();
        String state = job.path("state").asText();
        if (ENDED.contains(state)) {
          throw new IOException("a job ended before it ran: " + job);
        }
        if (running == 0 && state.equals("RUNNING")) {
          running = now;
        }
        JsonNode tasks = job.path("tasks");
        int total = tasks.path("total").asInt();
        if (running != 0 && total > 0 && tasks.path("running").asInt() == total) {
          return new Seen(job.path("jid").asText(), running, now);
        }
      }
      LockSupport.parkNanos(PAUSE);
    }
    throw new IOException("no job ran within " + DEADLINE.toSeconds() + " s");
  }

  /** Looks until the job has ended. */
  void awaitEnded(String jobId) throws IOException, InterruptedException {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (find(job -> job.path("jid").asText().equals(jobId))
        .filter(job -> !ENDED.contains(job.path("state").asText()))
        .isPresent()) {
      if (System.nanoTime() > end) {
        throw new IOException(jobId + " did not end within " + DEADLINE.toSeconds() + " s");
      }
      LockSupport.parkNanos(10 * PAUSE);
    }
  }

  private Optional<JsonNode> find(Predicate<JsonNode> which)
      throws IOException, InterruptedException {
    for (JsonNode job : flink.get("/jobs/overview").path("jobs")) {
      if (which.test(job)) {
        return Optional.of(job);
      }
    }
    return Optional.empty();
  }
}
