package io.dataflow.plan;

import io.dataflow.error.ErrorCode;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.pipeline.OrderedField;
import io.dataflow.pipeline.TopNConfig;
import io.dataflow.pipeline.Window;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks the partition, the order and the window of a topn. */
final class TopNPlanner {
  private static final String RANK = "rank";

  private final TopNConfig config;
  private final StepContext step;
  private final Edge input;

  private TopNPlanner(TopNConfig config, StepContext step, Edge input) {
    this.config = config;
    this.step = step;
    this.input = input;
  }

  static Optional<PlanNode> plan(TopNConfig config, StepContext step, Edge input) {
    return new TopNPlanner(config, step, input).plan();
  }

  private Optional<PlanNode> plan() {
    boolean fits = config.window().isEmpty() || AppendOnly.check(step, input);
    KeyPlanner rows = new KeyPlanner(step, input.schema());
    List<Integer> partition = rows.columns(config.partitionBy(), step.pointer("partitionBy"));
    List<TopNNode.RowOrder> order = new ArrayList<>();
    List<String> paths = config.orderBy().stream().map(OrderedField::path).toList();
    List<Integer> ordering = rows.columns(paths, step.pointer("orderBy"));
    for (int i = 0; i < ordering.size(); i++) {
      OrderedField field = config.orderBy().get(i);
      order.add(new TopNNode.RowOrder(ordering.get(i), field.descending(), field.nullsFirst()));
    }
    Optional<KeyedInput> keyed = rows.keyedBy(partition);
    Optional<RecordSchema> output =
        output().flatMap(found -> Changelogs.output(step, found, config.changelog()));
    Optional<Window> window =
        config.window().flatMap(found -> WindowTimes.resolve(step, found, List.of(input)));
    boolean windowWrong = config.window().isPresent() && window.isEmpty();
    if (!fits || keyed.isEmpty() || output.isEmpty() || windowWrong || !keysAreFields()) {
      return Optional.empty();
    }
    return Optional.of(node(keyed.get(), order, window, output.get()));
  }

  private PlanNode node(
      KeyedInput keyed,
      List<TopNNode.RowOrder> order,
      Optional<Window> window,
      RecordSchema output) {
    boolean byEventTime = window.filter(Window::byEventTime).isPresent();
    ErrorPolicy onLate = step.onLate(config.onLate(), byEventTime);
    ChangeMode mode = Changelogs.mode(mode(), config.changelog());
    return new TopNNode(
        step.id(),
        input.name(),
        keyed,
        order,
        config.n(),
        config.ranked(),
        config.ties(),
        !(input.mode() instanceof ChangeMode.Append),
        window,
        config.ttl(),
        output,
        mode,
        byEventTime,
        config.changelog(),
        config.changelog() || mode instanceof ChangeMode.Retract,
        onLate,
        step.onError());
  }

  /** Without ranks the rows of a partition are a set, of which only a single one has a key. */
  private ChangeMode mode() {
    if (config.window().isPresent()) {
      return new ChangeMode.Append();
    }
    List<String> key = new ArrayList<>(config.partitionBy());
    if (config.ranked() && (config.n() > 1 || key.isEmpty())) {
      key.add(RANK);
    } else if (config.n() > 1 || key.isEmpty()) {
      return new ChangeMode.Retract();
    }
    return new ChangeMode.Upsert(key);
  }

  private boolean keysAreFields() {
    return config.changelog()
        || !(mode() instanceof ChangeMode.Upsert)
        || KeyFields.check(step, config.partitionBy(), input, step.pointer("partitionBy"));
  }

  private Optional<RecordSchema> output() {
    if (!config.ranked()) {
      return Optional.of(input.schema());
    }
    if (input.schema().indexOf(RANK) >= 0) {
      step.error(
          ErrorCode.DUPLICATE_FIELD,
          step.pointer(),
          "the input has a field 'rank' already",
          "rename it in a map in front, or write \"rank\": false");
      return Optional.empty();
    }
    List<Field> fields = new ArrayList<>(input.schema().fields());
    fields.add(new Field(RANK, FieldType.of(ScalarKind.BIGINT).withNullable(false)));
    return Optional.of(new RecordSchema(fields));
  }
}
