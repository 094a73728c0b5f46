package io.dataflow.compile;

import io.dataflow.compile.StateVerdict.Change;
import io.dataflow.plan.KeyedInput;
import io.dataflow.plan.KeyedNode;
import io.dataflow.plan.PlanNode;
import io.dataflow.plan.TypedPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Holds the state that one version of a pipeline keeps against what another would take up. */
public final class StateComparison {
  private StateComparison() {}

  public static StateVerdict of(TypedPlan before, TypedPlan after) {
    Map<String, PlanNode> old = keeping(before);
    Map<String, PlanNode> now = keeping(after);
    List<StateVerdict.Step> steps = new ArrayList<>();
    now.forEach(
        (id, node) ->
            steps.add(
                old.containsKey(id)
                    ? compare(old.get(id), node)
                    : step(node, Change.NEW, "it starts empty")));
    old.forEach(
        (id, node) -> {
          if (!now.containsKey(id)) {
            steps.add(step(node, Change.DROPPED, "it is not there any more"));
          }
        });
    return new StateVerdict(steps);
  }

  /** What keeps state, by id. */
  private static Map<String, PlanNode> keeping(TypedPlan plan) {
    Map<String, PlanNode> nodes = new LinkedHashMap<>();
    for (PlanNode node : plan.nodes()) {
      if (node instanceof PlanNode.SourceNode
          || node instanceof PlanNode.SinkNode
          || node instanceof KeyedNode) {
        nodes.put(node.id(), node);
      }
    }
    plan.deadLetter().ifPresent(sink -> nodes.put(sink.id(), sink));
    return nodes;
  }

  private static StateVerdict.Step compare(PlanNode before, PlanNode after) {
    if (before instanceof KeyedNode old && after instanceof KeyedNode now) {
      return keyed(old, now);
    }
    if (!before.kind().equals(after.kind())) {
      return otherKind(before, after);
    }
    String old = place(before);
    String now = place(after);
    return old.equals(now)
        ? step(after, Change.KEPT, "")
        : step(after, Change.REPLACED, "it was '" + old + "' and is '" + now + "'");
  }

  private static StateVerdict.Step keyed(KeyedNode before, KeyedNode after) {
    if (!before.kind().equals(after.kind())) {
      return otherKind(before, after);
    }
    String old = key(before);
    String now = key(after);
    if (!old.equals(now)) {
      return step(after, Change.DROPPED, "its key was '" + old + "' and is '" + now + "'");
    }
    if (!before.identity().equals(after.identity())) {
      return step(
          after,
          Change.DROPPED,
          "it was '" + particulars(before) + "' and is '" + particulars(after) + "'");
    }
    if (before.inputs().size() == 2
        && !before.inputs().equals(after.inputs())
        && before.inputs().equals(List.of(after.inputs().get(1), after.inputs().get(0)))) {
      return step(after, Change.INCOMPATIBLE, "its inputs have changed sides");
    }
    List<StateVerdict.Column> columns =
        new ArrayList<>(ColumnComparison.compare(before.stateColumns(), after.stateColumns()));
    columns.addAll(RowsComparison.compare(before.keptRows(), after.keptRows()));
    List<StateVerdict.Column> unreadable =
        columns.stream()
            .filter(column -> column.change() == StateVerdict.ColumnChange.INCOMPATIBLE)
            .toList();
    String because =
        unreadable.stream()
            .map(column -> "'" + column.name() + "' " + column.because())
            .collect(Collectors.joining(", "));
    return new StateVerdict.Step(
        after.id(),
        after.kind(),
        unreadable.isEmpty() ? Change.KEPT : Change.INCOMPATIBLE,
        because,
        columns);
  }

  private static StateVerdict.Step otherKind(PlanNode before, PlanNode after) {
    return new StateVerdict.Step(
        before.id(),
        before.kind(),
        Change.DROPPED,
        "its id is now that of another: " + after.kind(),
        List.of());
  }

  private static StateVerdict.Step step(PlanNode node, Change change, String because) {
    return new StateVerdict.Step(node.id(), node.kind(), change, because, List.of());
  }

  private static String place(PlanNode node) {
    return node instanceof PlanNode.SourceNode source
        ? place(source.connector(), source.identity())
        : place(((PlanNode.SinkNode) node).connector(), ((PlanNode.SinkNode) node).identity());
  }

  private static String place(String connector, String identity) {
    return identity.startsWith(connector) ? identity : connector + ":" + identity;
  }

  private static String key(KeyedNode node) {
    return node.keyedInputs().stream().map(KeyedInput::keyText).collect(Collectors.joining(" = "));
  }

  /** An identity without the kind and key that it begins with. */
  private static String particulars(KeyedNode node) {
    String begin = node.kind() + ":" + key(node) + ":";
    return node.identity().startsWith(begin)
        ? node.identity().substring(begin.length())
        : node.identity();
  }
}
