package io.dataflow.plan;

import io.dataflow.error.ErrorCode;
import io.dataflow.error.NearestName;
import io.dataflow.expression.TypedExpression;
import io.dataflow.pipeline.Enrich;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Checks what an enrich looks for and what it takes from its table. */
final class EnrichPlanner {
  private final Enrich config;
  private final StepContext step;
  private final Edge input;
  private final LookupPlanner.Found table;

  private EnrichPlanner(Enrich config, StepContext step, Edge input, LookupPlanner.Found table) {
    this.config = config;
    this.step = step;
    this.input = input;
    this.table = table;
  }

  static Optional<PlanNode> plan(Enrich config, StepContext step, Edge input) {
    if (config.ttl().isPresent() && !(input.mode() instanceof ChangeMode.Append)) {
      step.error(
          ErrorCode.UPDATING_INPUT,
          step.pointer("cache", "ttl"),
          "a table that changes would take back other values than were said, and '"
              + input.name()
              + "' changes earlier results: "
              + input.mode().text(),
          "leave the ttl out, or enrich before the step that changes results");
      return Optional.empty();
    }
    return LookupPlanner.plan(config, step)
        .flatMap(table -> new EnrichPlanner(config, step, input, table).plan());
  }

  private Optional<PlanNode> plan() {
    List<MappedField> key = new ArrayList<>();
    config.on().forEach((from, to) -> key(from, to).ifPresent(key::add));
    Map<String, Field> added = added();
    OutputFields output = new OutputFields(step);
    for (int i = 0; i < input.schema().size(); i++) {
      output.add(input.schema().fields().get(i), new MappedField.Copied(i), step.pointer());
    }
    int position = 0;
    for (Map.Entry<String, Field> field : added.entrySet()) {
      output.add(
          new Field(field.getKey(), type(field.getValue())),
          new MappedField.Added(position++),
          config.fields().isEmpty() ? step.pointer() : step.pointer("fields", field.getKey()));
    }
    boolean complete =
        key.size() == config.on().size()
            && (config.fields().isEmpty() || added.size() == config.fields().size())
            && output.complete();
    return complete ? Optional.of(node(key, added, output)) : Optional.empty();
  }

  private PlanNode node(List<MappedField> key, Map<String, Field> added, OutputFields output) {
    return new EnrichNode(
        step.id(),
        input.name(),
        new EnrichNode.Table(
            table.connector(),
            table.options(),
            table.schema(),
            List.copyOf(config.on().values()),
            added.values().stream().map(Field::name).toList(),
            config.maxRows().orElse(Enrich.DEFAULT_MAX_ROWS),
            config.ttl()),
        key,
        config.onMiss(),
        output.schema(),
        output.schema(),
        input.mode().through(input.schema(), output.schema(), output.fields()),
        input.eventTime(),
        output.fields(),
        step.onError());
  }

  private FieldType type(Field field) {
    boolean nullable = config.onMiss() == Enrich.OnMiss.NULL || field.type().nullable();
    return field.type().withNullable(nullable);
  }

  /** The fields that are taken, by their names in the output. */
  private Map<String, Field> added() {
    RecordSchema schema = table.schema();
    Map<String, Field> added = new LinkedHashMap<>();
    if (config.fields().isEmpty()) {
      schema.fields().stream()
          .filter(field -> !config.on().containsValue(field.name()))
          .forEach(field -> added.put(field.name(), field));
      if (added.isEmpty()) {
        step.error(
            ErrorCode.MISSING_VALUE,
            step.pointer(),
            "the table has no field beside its key",
            "name the fields to add: \"fields\": {\"found\": \"" + schema.names().get(0) + "\"}");
      }
    }
    config
        .fields()
        .forEach(
            (name, from) ->
                tableField(from, step.pointer("fields", name))
                    .ifPresent(field -> added.put(name, field)));
    return added;
  }

  private Optional<Field> tableField(String name, String pointer) {
    Optional<Field> field = table.schema().field(name);
    if (field.isEmpty()) {
      step.error(
          ErrorCode.UNKNOWN_FIELD,
          pointer,
          "the table has no field '" + name + "'",
          NearestName.hint(name, table.schema().names()));
    }
    return field;
  }

  private Optional<MappedField> key(String from, String to) {
    String pointer = step.pointer("on", from);
    Optional<TypedExpression> value = step.compilePath(from, input.schema(), pointer);
    Optional<Field> field = tableField(to, pointer);
    if (value.isEmpty()
        || field.isEmpty()
        || !KeyPlanner.comparable(step, from, value.get().type(), pointer)) {
      return Optional.empty();
    }
    if (!alike(value.get().type(), field.get().type())) {
      step.error(
          ErrorCode.EXPRESSION_TYPE,
          pointer,
          "'"
              + from
              + "' is "
              + value.get().type().withNullable(true)
              + ", but '"
              + to
              + "' of the table is "
              + field.get().type().withNullable(true),
          "CAST it in a map before, or write another type in the table's schema");
      return Optional.empty();
    }
    OptionalInt copied = value.get().field();
    return Optional.of(
        copied.isPresent()
            ? new MappedField.Copied(copied.getAsInt())
            : new MappedField.Computed(value.get()));
  }

  /** Whether equal values are found equal: whole numbers of any width, decimals of one scale. */
  private static boolean alike(FieldType left, FieldType right) {
    if (left instanceof FieldType.Decimal one && right instanceof FieldType.Decimal other) {
      return one.scale() == other.scale();
    }
    return left.sameIgnoringNullability(right) || (isWhole(left) && isWhole(right));
  }

  private static boolean isWhole(FieldType type) {
    return type instanceof FieldType.Scalar scalar
        && List.of(ScalarKind.TINYINT, ScalarKind.SMALLINT, ScalarKind.INT, ScalarKind.BIGINT)
            .contains(scalar.kind());
  }
}
