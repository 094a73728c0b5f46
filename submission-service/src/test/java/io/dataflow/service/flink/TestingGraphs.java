package io.dataflow.service.flink;

import io.dataflow.error.DataException;
import io.dataflow.error.Diagnostic;
import io.dataflow.error.ErrorClass;
import io.dataflow.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.RestoreMode;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * Jobs written by hand that carry their one class with them, so that the cluster's adapter is
 * tested apart from the compiler. A definition is the number of records, negative: wrong data at
 * the end, 0: does not compile.
 */
final class TestingGraphs implements JobCompiler {

  static final String UNBOUNDED = Long.toString(Long.MAX_VALUE);

  private final Path jar;

  TestingGraphs(Path folder) throws IOException {
    jar = folder.resolve("testing-functions.jar");
    String name = Throttle.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        var in = Throttle.class.getClassLoader().getResourceAsStream(name)) {
      out.putNextEntry(new JarEntry(name));
      in.transferTo(out);
      out.closeEntry();
    }
  }

  @Override
  public Optional<JobRequirements> requirements(String definition) {
    return definition.equals("0")
        ? Optional.empty()
        : Optional.of(new JobRequirements(1, !definition.equals(UNBOUNDED)));
  }

  @Override
  public Result compile(JobSubmission submission) {
    long records = Long.parseLong(submission.definition());
    if (records == 0) {
      Diagnostic diagnostic = Diagnostic.error(ErrorCode.INVALID_VALUE, "", "no records");
      return new NotCompiled(
          new SubmitAnswer.Refused(
              new JobFailure(
                  ErrorClass.USER,
                  "",
                  "no records",
                  Optional.empty(),
                  Instant.EPOCH,
                  Instant.EPOCH,
                  1),
              List.of(diagnostic)));
    }
    Configuration options = new Configuration();
    options.setString("execution.checkpointing.interval", "500 ms");
    options.setString(
        "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(options).setParallelism(1);
    env.fromSequence(1, Math.abs(records))
        .uid("source")
        .map(new Throttle(records < 0))
        .uid("map")
        .sinkTo(new DiscardingSink<>())
        .uid("sink");
    StreamGraph stream = env.getStreamGraph();
    stream.setJobName(submission.name().text());
    JobGraph graph =
        stream.getJobGraph(
            TestingGraphs.class.getClassLoader(), JobID.fromHexString(submission.jobId()));
    graph.addJar(new org.apache.flink.core.fs.Path(jar.toUri()));
    submission
        .restorePath()
        .ifPresent(
            path ->
                graph.setSavepointRestoreSettings(
                    SavepointRestoreSettings.forPath(
                        path, submission.allowNonRestoredState(), RestoreMode.NO_CLAIM)));
    return new Compiled(graph);
  }

  /** Counts records, a thousand a second at most, and fails at the tenth if it is told to. */
  static final class Throttle extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    private final boolean fails;
    private final LongCounter recordsIn = new LongCounter();

    Throttle(boolean fails) {
      this.fails = fails;
    }

    @Override
    public void open(OpenContext context) {
      getRuntimeContext().addAccumulator("source/recordsIn", recordsIn);
    }

    @Override
    public Long map(Long value) {
      recordsIn.add(1L);
      LockSupport.parkNanos(1_000_000);
      if (fails && value == 10) {
        throw new SuppressRestartsException(
            new DataException(ErrorCode.CAST_ERROR, "CAST_ERROR: 'x' is not a number"));
      }
      return value;
    }
  }
}
