package io.dataflow.benchmark.nexmark.worker;

import io.dataflow.benchmark.nexmark.event.EventFormat;
import io.dataflow.benchmark.nexmark.result.ResultFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/**
 * The main class of a child process: {@code Worker <contestant class> <parallelism>}. It reads a
 * request a line, its values separated by tabs, and answers each with a line: {@code done}, the
 * job's wall nanoseconds, the process's CPU nanoseconds, the rows that reached the sink; or {@code
 * unsupported}, or {@code failed}, with a reason.
 */
public final class Worker {
  /** In front of every answer: libraries write to the standard output, too. */
  public static final String ANSWER = "@@";

  public static final String DONE = "done";
  public static final String UNSUPPORTED = "unsupported";
  public static final String FAILED = "failed";

  private static final long MOST_MINUTES = 15;

  private final MiniCluster cluster;
  private final Contestant contestant;
  private final int parallelism;

  private Worker(MiniCluster cluster, Contestant contestant, int parallelism) {
    this.cluster = cluster;
    this.contestant = contestant;
    this.parallelism = parallelism;
  }

  public static void main(String[] args) throws Exception {
    Contestant contestant =
        Class.forName(args[0]).asSubclass(Contestant.class).getDeclaredConstructor().newInstance();
    int parallelism = Integer.parseInt(args[1]);
    MiniClusterConfiguration configuration =
        new MiniClusterConfiguration.Builder()
            .setConfiguration(JobSetup.cluster())
            .setNumTaskManagers(1)
            .setNumSlotsPerTaskManager(parallelism)
            .withRandomPorts()
            .build();
    MiniCluster cluster = new MiniCluster(configuration);
    cluster.start();
    new Worker(cluster, contestant, parallelism).serve();
    cluster.close();
  }

  private void serve() throws IOException {
    PrintStream out = System.out;
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line;
    while ((line = in.readLine()) != null) {
      out.println(ANSWER + answer(line.split("\t")));
      out.flush();
    }
  }

  /** The line that {@link #main} reads. */
  public static String encode(JobRequest request) {
    return String.join(
        "\t",
        request.query(),
        request.format().extension(),
        request.sink().name(),
        request.data().toString(),
        request.output().toString());
  }

  private String answer(String[] values) {
    JobRequest request =
        new JobRequest(
            values[0],
            EventFormat.of(values[1]),
            SinkMode.valueOf(values[2]),
            Path.of(values[3]),
            Path.of(values[4]),
            parallelism);
    try {
      return run(request);
    } catch (NotSupportedException e) {
      return UNSUPPORTED + "\t" + oneLine(e.getMessage());
    } catch (Exception e) { // a query that fails does not end the process
      e.printStackTrace();
      return FAILED + "\t" + oneLine(String.valueOf(rootCause(e)));
    }
  }

  private String run(JobRequest request) throws Exception {
    JobGraph graph = contestant.jobGraph(request);
    System.gc();
    long cpu = cpuNanos();
    long start = System.nanoTime();
    cluster.submitJob(graph).get();
    JobResult result =
        cluster.requestJobResult(graph.getJobID()).get(MOST_MINUTES, TimeUnit.MINUTES);
    long wall = System.nanoTime() - start;
    cpu = cpuNanos() - cpu;
    result.toJobExecutionResult(getClass().getClassLoader());
    long rows = request.sink() == SinkMode.FILE ? -1 : ResultFolder.count(request.output());
    return String.join("\t", DONE, Long.toString(wall), Long.toString(cpu), Long.toString(rows));
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }

  private static Throwable rootCause(Throwable failure) {
    return failure.getCause() == null ? failure : rootCause(failure.getCause());
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
