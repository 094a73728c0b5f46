package io.dataflow.plan;

import io.dataflow.error.ErrorCode;
import io.dataflow.error.Pointers;
import io.dataflow.schema.Field;
import io.dataflow.schema.RecordSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Holds the inputs of a union against the first of them. */
final class UnionPlanner {
  private UnionPlanner() {}

  static Optional<PlanNode> plan(StepContext step, List<Edge> inputs) {
    Edge first = inputs.get(0);
    boolean fits = true;
    for (int i = 1; i < inputs.size(); i++) {
      fits &= fits(step, first, inputs.get(i), i);
    }
    if (new HashSet<>(names(inputs)).size() < inputs.size()) {
      step.error(
          ErrorCode.AMBIGUOUS_INPUT,
          Pointers.child(step.step().pointer(), "inputs"),
          "a union reads each input once: " + String.join(", ", names(inputs)),
          "name each of them once");
      fits = false;
    }
    if (!fits) {
      return Optional.empty();
    }
    RecordSchema schema = widened(inputs);
    return Optional.of(
        new UnionNode(
            step.id(),
            names(inputs),
            schema,
            schema,
            first.mode(),
            inputs.stream().allMatch(Edge::eventTime),
            step.onError()));
  }

  private static List<String> names(List<Edge> inputs) {
    return inputs.stream().map(Edge::name).toList();
  }

  private static boolean fits(StepContext step, Edge first, Edge other, int index) {
    String pointer = Pointers.child(Pointers.child(step.step().pointer(), "inputs"), "" + index);
    if (!other.mode().equals(new ChangeMode.Append())
        || !first.mode().equals(new ChangeMode.Append())) {
      step.error(
          ErrorCode.UPDATING_INPUT,
          pointer,
          "a union takes results that never change, but one of its inputs changes earlier ones: "
              + first.mode().text()
              + " and "
              + other.mode().text(),
          "use a window in front of it, or emit: changelog, which adds 'op'");
      return false;
    }
    if (!sameFields(first.schema(), other.schema())) {
      step.error(
          ErrorCode.INVALID_SCHEMA,
          pointer,
          "'"
              + other.name()
              + "' has other fields than '"
              + first.name()
              + "': "
              + other.schema()
              + " instead of "
              + first.schema(),
          "put a select in front that gives the same fields in the same order");
      return false;
    }
    return true;
  }

  private static boolean sameFields(RecordSchema left, RecordSchema right) {
    if (!left.names().equals(right.names())) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      Field field = left.fields().get(i);
      if (!field.type().sameIgnoringNullability(right.fields().get(i).type())) {
        return false;
      }
    }
    return true;
  }

  /** A field is nullable if it is in one of the inputs. */
  private static RecordSchema widened(List<Edge> inputs) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < inputs.get(0).schema().size(); i++) {
      int position = i;
      Field field = inputs.get(0).schema().fields().get(i);
      boolean nullable =
          inputs.stream().anyMatch(edge -> edge.schema().fields().get(position).type().nullable());
      fields.add(new Field(field.name(), field.type().withNullable(nullable)));
    }
    return new RecordSchema(fields);
  }
}
