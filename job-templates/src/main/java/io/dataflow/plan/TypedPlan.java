package io.dataflow.plan;

import io.dataflow.pipeline.DeliveryGuarantee;
import io.dataflow.pipeline.PipelineSettings;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A checked and typed pipeline, everything resolved: what is validated, described, previewed and
 * compiled. The same definition, connectors and parameters give an equal plan.
 *
 * @param name the pipeline's, for people
 * @param nodes in topological order: a node stands behind what it reads
 * @param deadLetter the dead letter sink, where the pipeline has one; not among {@code nodes}
 */
public record TypedPlan(
    String name,
    List<PlanNode> nodes,
    Optional<PlanNode.SinkNode> deadLetter,
    PipelineSettings settings) {
  /** The most subtasks a step can have, for the whole life of a pipeline. */
  public static final int MAX_PARALLELISM = 128;

  public TypedPlan {
    nodes = List.copyOf(nodes);
  }

  /** Whether the job ends by itself. */
  public boolean bounded() {
    return nodes.stream()
        .allMatch(node -> !(node instanceof PlanNode.SourceNode source) || source.bounded());
  }

  /** What holds for every sink, the dead letter sink aside. */
  public DeliveryGuarantee guarantee() {
    return nodes.stream()
        .filter(PlanNode.SinkNode.class::isInstance)
        .map(node -> ((PlanNode.SinkNode) node).guarantee())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  public PlanDescription describe() {
    return PlanDescription.of(this);
  }
}
