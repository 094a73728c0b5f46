package io.dataflow.service.flink;

import io.dataflow.compile.StateVerdict;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.runtime.jobgraph.JobGraph;

/** Makes graphs of definitions: the cluster's adapter does not depend on how. */
interface JobCompiler {

  /** See {@link FlinkCluster#requirements}. */
  Optional<JobRequirements> requirements(String definition);

  Result compile(JobSubmission submission);

  /**
   * What would become of the state that a job of one definition left to one of another.
   *
   * @param holders Flink's ids of the operators that left state
   * @return empty when {@code after} cannot be planned
   */
  Optional<StateVerdict> stateVerdict(Set<String> holders, String before, String after);

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
