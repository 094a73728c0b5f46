package io.dataflow.launcher.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at the cluster all the time and keeps what must never be: two live jobs of a pipeline. */
final class JobsWatch implements AutoCloseable {
  private static final Pattern NAME = Pattern.compile(".* \\[dataflow:[^:]+:([^:]+):\\d+:\\d+]");
  private static final Set<String> ENDED = Set.of("FINISHED", "CANCELED", "FAILED");
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(200);

  private final RestClient flink;
  private final Set<String> violations = ConcurrentHashMap.newKeySet();
  private final Map<String, Set<String>> jobs = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::watch, "jobs-watch");
  private volatile boolean closed;

  JobsWatch(URI flinkUrl) {
    this.flink = new RestClient(flinkUrl);
    thread.setDaemon(true);
    thread.start();
  }

  /** Pipelines that were seen with two live jobs at the same time. */
  Set<String> violations() {
    return Set.copyOf(violations);
  }

  /** All jobs ever seen of a pipeline. */
  Set<String> jobsOf(String pipelineId) {
    return Set.copyOf(jobs.getOrDefault(pipelineId, Set.of()));
  }

  private void watch() {
    while (!closed) {
      try {
        look();
      } catch (IOException notThere) {
        // A JobManager that is dead shows nothing.
      } catch (InterruptedException e) {
        return;
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  private void look() throws IOException, InterruptedException {
    RestClient.Reply reply = flink.get("/jobs/overview");
    Map<String, String> live = new HashMap<>();
    for (JsonNode job : reply.body().path("jobs")) {
      Matcher name = NAME.matcher(job.path("name").asText());
      if (!name.matches()) {
        continue;
      }
      String id = job.path("jid").asText();
      String pipeline = name.group(1);
      jobs.computeIfAbsent(pipeline, p -> ConcurrentHashMap.newKeySet()).add(id);
      if (!ENDED.contains(job.path("state").asText())) {
        String other = live.put(pipeline, id);
        if (other != null) {
          violations.add(pipeline + ": " + other + " and " + id);
        }
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
