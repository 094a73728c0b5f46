package io.dataflow.plan;

import io.dataflow.expression.TypedExpression;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.schema.RecordSchema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Sends each row to the first output whose condition is TRUE.
 *
 * @param names of the outputs, without the step's id
 * @param conditions of type BOOLEAN, one for each name
 * @param otherwise the name of the output of all other rows; empty: they are dropped
 */
public record RouteNode(
    String id,
    String input,
    RecordSchema outputSchema,
    ChangeMode outputMode,
    boolean eventTime,
    List<String> names,
    List<TypedExpression> conditions,
    Optional<String> otherwise,
    ErrorPolicy onError)
    implements PlanNode {
  public RouteNode {
    names = List.copyOf(names);
    conditions = List.copyOf(conditions);
  }

  @Override
  public String kind() {
    return "route";
  }

  @Override
  public List<String> inputs() {
    return List.of(input);
  }

  /** Those of {@link #names}, then that of {@link #otherwise}. */
  @Override
  public List<Edge> outputs() {
    List<String> all = new ArrayList<>(names);
    otherwise.ifPresent(all::add);
    return all.stream()
        .map(name -> new Edge(id + "." + name, outputSchema, outputMode, eventTime))
        .toList();
  }

  @Override
  public BitSet reads(int input, BitSet neededOutput) {
    BitSet fields = (BitSet) neededOutput.clone();
    conditions.forEach(condition -> condition.usedFields().forEach(fields::set));
    return fields;
  }
}
