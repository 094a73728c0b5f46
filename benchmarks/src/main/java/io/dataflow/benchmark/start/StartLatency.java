package io.dataflow.benchmark.start;

import io.dataflow.launcher.stack.LocalStack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobgraph.JobGraph;

/**
 * How much later a pipeline runs that is started through the service than the same graph that is
 * handed to the cluster by Flink's own client. Both in turns, on one stack, seen by the same eye.
 */
public final class StartLatency {
  private static final String PIPELINES = "/api/v1/pipelines/";
  private static final int ROUNDS = 100;
  private static final int WARM_UP = 30;
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

  private final JsonClient api;
  private final JobsEye eye;
  private final BareSubmission bare;

  private StartLatency(LocalStack stack) throws Exception {
    this.api = new JsonClient(stack.service().url());
    this.eye = new JobsEye(stack.flinkUrl());
    this.bare = new BareSubmission(stack.flinkUrl());
  }

  /** From the request to each sight, in ms. */
  private record Latency(double running, double tasksRunning) {
    static Latency of(long began, JobsEye.Seen seen) {
      return new Latency((seen.running() - began) / 1e6, (seen.tasksRunning() - began) / 1e6);
    }
  }

  /**
   * @param arguments rounds and rounds of warm-up, both with defaults
   */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
    int warmUp = arguments.length > 1 ? Integer.parseInt(arguments[1]) : WARM_UP;
    try (LocalStack stack = MeasuredStack.start("start-latency")) {
      new StartLatency(stack).measure(rounds, warmUp);
    }
    // The clients' threads do not end by themselves.
    System.exit(0);
  }

  @SuppressWarnings("SystemOut")
  private void measure(int rounds, int warmUp) throws Exception {
    // All before the first round: creating a pipeline plans it, too.
    for (int i = 0; i < warmUp + rounds; i++) {
      api.send("PUT", PIPELINES + id(i), definition(i));
    }
    List<Latency> cold = new ArrayList<>();
    for (int i = 0; i < warmUp; i++) {
      round(i, cold, new ArrayList<>());
    }
    if (warmUp > 0) {
      System.out.printf("very first POST start: %.0f ms%n", cold.get(0).tasksRunning());
    }
    List<Latency> service = new ArrayList<>();
    List<Latency> client = new ArrayList<>();
    for (int i = warmUp; i < warmUp + rounds; i++) {
      round(i, service, client);
    }
    print(service, client, warmUp);
  }

  private void round(int i, List<Latency> service, List<Latency> client) throws Exception {
    if (i % 2 == 0) {
      service.add(throughService(i));
      client.add(throughClient(i));
    } else {
      client.add(throughClient(i));
      service.add(throughService(i));
    }
  }

  private Latency throughService(int i) throws Exception {
    String id = id(i);
    long began = System.nanoTime();
    CompletableFuture<Integer> answer = api.post(PIPELINES + id + "/start");
    JobsEye.Seen seen = eye.awaitRunning(job -> job.path("name").asText().contains(":" + id + ":"));
    if (answer.join() != 202) {
      throw new IOException("the start of " + id + " was answered with " + answer.join());
    }
    awaitStatus(id, "running");
    api.send("POST", PIPELINES + id + "/stop", "{\"savepoint\": false}");
    awaitStatus(id, "stopped");
    eye.awaitEnded(seen.jobId());
    return Latency.of(began, seen);
  }

  private Latency throughClient(int i) throws Exception {
    JobGraph graph = bare.graph(definition(i));
    JobID jobId = graph.getJobID();
    long began = System.nanoTime();
    CompletableFuture<JobID> answer = bare.submit(graph);
    JobsEye.Seen seen =
        eye.awaitRunning(job -> job.path("jid").asText().equals(jobId.toHexString()));
    answer.join();
    bare.cancel(jobId);
    eye.awaitEnded(seen.jobId());
    return Latency.of(began, seen);
  }

  private void awaitStatus(String id, String status) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!api.get(PIPELINES + id).path("status").asText().equals(status)) {
      if (System.nanoTime() > end) {
        throw new IOException(id + " is not " + status);
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  private static String id(int i) {
    return "start-" + i;
  }

  /** Each has a text of its own, so that none profits from the plan of another. */
  static String definition(int i) {
    return """
        {"name": "Start %d",
         "source": {"sourceType": "test", "connectionString": "",
                    "options": {"records-per-second": "10"},
                    "schema": {"id": "BIGINT NOT NULL", "name": "STRING"}},
         "transforms": [
           {"id": "few", "transformType": "filter",
            "config": {"expression": "MOD(id, 1000) = %d AND name IS NOT NULL"}},
           {"id": "named", "transformType": "map",
            "config": {"set": {"label": "CONCAT(UPPER(name), '-', CAST(id AS STRING))"}}}],
         "sink": {"sinkType": "console", "connectionString": ""}}"""
        .formatted(i, i);
  }

  @SuppressWarnings("SystemOut")
  private static void print(List<Latency> service, List<Latency> client, int warmUp) {
    System.out.printf("%d rounds after %d of warm-up%n", service.size(), warmUp);
    System.out.println(Percentiles.header());
    print("all tasks running", service, client, Latency::tasksRunning);
    print("job status RUNNING", service, client, Latency::running);
  }

  private interface Figure {
    double of(Latency latency);
  }

  @SuppressWarnings("SystemOut")
  private static void print(
      String what, List<Latency> service, List<Latency> client, Figure figure) {
    Percentiles started = Percentiles.of(service.stream().map(figure::of).toList());
    Percentiles submitted = Percentiles.of(client.stream().map(figure::of).toList());
    List<Double> more = new ArrayList<>();
    for (int i = 0; i < service.size(); i++) {
      more.add(figure.of(service.get(i)) - figure.of(client.get(i)));
    }
    System.out.println(started.line(what + ": POST start"));
    System.out.println(submitted.line(what + ": bare submitJob"));
    System.out.println(started.lineAbove(submitted, what + ": more at each percentile"));
    System.out.println(Percentiles.of(more).line(what + ": more, round by round"));
  }
}
