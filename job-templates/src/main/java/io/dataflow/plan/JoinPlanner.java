package io.dataflow.plan;

import io.dataflow.error.ErrorCode;
import io.dataflow.expression.TypedExpression;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.pipeline.JoinConfig;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks the keys, the time and the output of a join. */
final class JoinPlanner {
  private final JoinConfig config;
  private final StepContext step;
  private final Edge left;
  private final Edge right;

  private JoinPlanner(JoinConfig config, StepContext step, List<Edge> inputs) {
    this.config = config;
    this.step = step;
    this.left = inputs.get(0);
    this.right = inputs.get(1);
  }

  static Optional<PlanNode> plan(JoinConfig config, StepContext step, List<Edge> inputs) {
    return new JoinPlanner(config, step, inputs).plan();
  }

  private Optional<PlanNode> plan() {
    Optional<List<KeyedInput>> keys = keys();
    Optional<JoinConfig.Bound> bound = bound();
    Optional<JoinFields> fields = JoinFields.plan(config, step, left.schema(), right.schema());
    Optional<TypedExpression> condition =
        fields.flatMap(
            pairs ->
                config
                    .condition()
                    .flatMap(
                        text ->
                            step.compileCondition(
                                text, pairs.schema(), step.pointer("condition"))));
    Optional<ErrorPolicy> onLate = bound.map(this::onLate);
    boolean conditionWrong = config.condition().isPresent() && condition.isEmpty();
    Optional<RecordSchema> output =
        fields.flatMap(pairs -> Changelogs.output(step, pairs.schema(), config.changelog()));
    return keys.isEmpty() || bound.isEmpty() || output.isEmpty() || conditionWrong
        ? Optional.empty()
        : Optional.of(
            new JoinNode(
                step.id(),
                List.of(left.name(), right.name()),
                keys.get(),
                List.of(left.mode(), right.mode()),
                fields.get().schema(),
                output.get(),
                fields.get().left(),
                fields.get().right(),
                Changelogs.mode(mode(bound.get()), config.changelog()),
                eventTime(bound.get()),
                config.keepsLeft(),
                bound.get(),
                condition,
                config.changelog(),
                onLate.orElseThrow(),
                step.onError()));
  }

  private ErrorPolicy onLate(JoinConfig.Bound bound) {
    return step.onLate(config.onLate(), eventTime(bound));
  }

  private static boolean eventTime(JoinConfig.Bound bound) {
    return bound instanceof JoinConfig.Bound.Interval
        || (bound instanceof JoinConfig.Bound.InWindow window && window.window().byEventTime());
  }

  private ChangeMode mode(JoinConfig.Bound bound) {
    boolean changes =
        bound instanceof JoinConfig.Bound.Unbounded
            && (config.keepsLeft() || updates(left) || updates(right));
    return changes ? new ChangeMode.Retract() : new ChangeMode.Append();
  }

  private static boolean updates(Edge input) {
    return !(input.mode() instanceof ChangeMode.Append);
  }

  private Optional<JoinConfig.Bound> bound() {
    List<Edge> inputs = List.of(left, right);
    if (config.bound() instanceof JoinConfig.Bound.Unbounded) {
      return Optional.of(config.bound());
    }
    boolean append =
        inputs.stream().filter(input -> AppendOnly.check(step, input)).count() == inputs.size();
    if (config.bound() instanceof JoinConfig.Bound.InWindow bound) {
      return WindowTimes.resolve(step, bound.window(), inputs)
          .filter(window -> append)
          .map(JoinConfig.Bound.InWindow::new);
    }
    return WindowTimes.hasEventTime(step, step.pointer("interval"), inputs) && append
        ? Optional.of(config.bound())
        : Optional.empty();
  }

  private Optional<List<KeyedInput>> keys() {
    KeyPlanner leftKeys = new KeyPlanner(step, left.schema());
    KeyPlanner rightKeys = new KeyPlanner(step, right.schema());
    List<Integer> leftPositions = new ArrayList<>();
    List<Integer> rightPositions = new ArrayList<>();
    for (Map.Entry<String, String> pair : config.on().entrySet()) {
      leftPositions.add(leftKeys.column(pair.getKey(), step.pointer("on")));
      rightPositions.add(rightKeys.column(pair.getValue(), step.pointer("on")));
    }
    Optional<KeyedInput> leftRows = leftKeys.keyedBy(leftPositions);
    Optional<KeyedInput> rightRows = rightKeys.keyedBy(rightPositions);
    return leftRows.isPresent()
            && rightRows.isPresent()
            && sameTypes(leftRows.get().keySchema(), rightRows.get().keySchema())
        ? Optional.of(List.of(leftRows.get(), rightRows.get()))
        : Optional.empty();
  }

  private boolean sameTypes(RecordSchema leftKey, RecordSchema rightKey) {
    boolean same = true;
    for (int i = 0; i < leftKey.size(); i++) {
      Field one = leftKey.fields().get(i);
      Field other = rightKey.fields().get(i);
      if (!one.type().sameIgnoringNullability(other.type())) {
        same = false;
        FieldType wanted = one.type().withNullable(true);
        step.error(
            ErrorCode.EXPRESSION_TYPE,
            step.pointer("on"),
            "'"
                + one.name()
                + "' of '"
                + left.name()
                + "' is "
                + wanted
                + ", but '"
                + other.name()
                + "' of '"
                + right.name()
                + "' is "
                + other.type().withNullable(true),
            "put a map in front of '"
                + right.name()
                + "' with set: {\"key\": \"CAST("
                + other.name()
                + " AS "
                + wanted
                + ")\"}, and join on that");
      }
    }
    return same;
  }
}
