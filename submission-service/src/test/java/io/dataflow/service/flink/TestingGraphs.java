package io.dataflow.service.flink;

import io.dataflow.compile.StateVerdict;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Any definition becomes the same little graph: for tests of what is done with it. */
final class TestingGraphs implements JobCompiler {

  @Override
  public Optional<JobRequirements> requirements(String definition) {
    return Optional.of(new JobRequirements(1, true));
  }

  @Override
  public Optional<StateVerdict> stateVerdict(Set<String> holders, String before, String after) {
    return Optional.empty();
  }

  @Override
  public Result compile(JobSubmission submission) {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(1);
    env.fromSequence(1, 10).sinkTo(new DiscardingSink<>());
    JobGraph graph =
        env.getStreamGraph()
            .getJobGraph(
                TestingGraphs.class.getClassLoader(), JobID.fromHexString(submission.jobId()));
    return new Compiled(graph);
  }
}
