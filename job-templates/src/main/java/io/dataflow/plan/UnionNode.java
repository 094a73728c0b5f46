package io.dataflow.plan;

import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.schema.RecordSchema;
import java.util.BitSet;
import java.util.List;

/**
 * The rows of all its inputs.
 *
 * @param projectedSchema the fields that are needed behind it, in the order of {@code
 *     outputSchema}: its rows have only these
 */
public record UnionNode(
    String id,
    List<String> inputs,
    RecordSchema outputSchema,
    RecordSchema projectedSchema,
    ChangeMode outputMode,
    boolean eventTime,
    ErrorPolicy onError)
    implements PlanNode {
  public UnionNode {
    inputs = List.copyOf(inputs);
  }

  @Override
  public String kind() {
    return "union";
  }

  @Override
  public BitSet reads(int input, BitSet neededOutput) {
    return neededOutput;
  }

  @Override
  public UnionNode withProjection(RecordSchema projected) {
    return new UnionNode(id, inputs, outputSchema, projected, outputMode, eventTime, onError);
  }
}
