package io.dataflow.service.flink;

import java.util.Objects;
import java.util.Optional;
import org.apache.flink.runtime.jobgraph.JobGraph;

/** Makes graphs of definitions: the cluster's adapter does not depend on how. */
interface JobCompiler {

  /** See {@link FlinkCluster#requirements}. */
  Optional<JobRequirements> requirements(String definition);

  Result compile(JobSubmission submission);

  /** A graph or the reason why there is none. */
  sealed interface Result {}

  record Compiled(JobGraph graph) implements Result {
    public Compiled {
      Objects.requireNonNull(graph);
    }
  }

  record NotCompiled(SubmitAnswer.Refused refusal) implements Result {
    public NotCompiled {
      Objects.requireNonNull(refusal);
    }
  }
}
