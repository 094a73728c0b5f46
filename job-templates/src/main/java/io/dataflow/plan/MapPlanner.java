package io.dataflow.plan;

import io.dataflow.error.ErrorCode;
import io.dataflow.error.NearestName;
import io.dataflow.expression.TypedExpression;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.pipeline.TransformConfig.MapFields;
import io.dataflow.pipeline.TransformConfig.SelectFields;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Derives the output of a map (rename, then drop, then set) and of a select. */
final class MapPlanner {
  private record Output(FieldType type, MappedField value) {}

  private final StepContext step;
  private final Edge input;
  private final RecordSchema schema;
  private final Map<String, Output> outputs = new LinkedHashMap<>();
  private boolean failed;

  /** Whether it is not sure what the fields are called before any is dropped. */
  private final boolean namesLost;

  private MapPlanner(StepContext step, Edge input) {
    this.step = step;
    this.input = input;
    this.schema = input.schema();
    this.namesLost = Stream.of("rename", "mappings", "preserveUnmapped").anyMatch(step::isLost);
  }

  static Optional<PlanNode> map(MapFields config, StepContext step, Edge input) {
    MapPlanner planner = new MapPlanner(step, input);
    if (config.preserveUnmapped()) {
      planner.keep(config);
    }
    planner.rename(config);
    planner.drop(config);
    config.set().forEach((name, text) -> planner.set(name, text, step.pointer("set", name)));
    return planner.node("map");
  }

  static Optional<PlanNode> select(SelectFields config, StepContext step, Edge input) {
    MapPlanner planner = new MapPlanner(step, input);
    config.fields().forEach((name, text) -> planner.set(name, text, step.pointer("fields", name)));
    return planner.node("select");
  }

  private Optional<PlanNode> node(String kind) {
    if (!failed && outputs.isEmpty() && !step.isLost()) {
      error(
          ErrorCode.INVALID_VALUE,
          step.pointer(),
          "no field is left",
          "keep or compute at least one");
    }
    if (failed) {
      return Optional.empty();
    }
    List<Field> fields = new ArrayList<>();
    outputs.forEach((name, output) -> fields.add(new Field(name, output.type())));
    RecordSchema mapped = new RecordSchema(fields);
    List<MappedField> values = outputs.values().stream().map(Output::value).toList();
    return Optional.of(
        new PlanNode.MapNode(
            step.id(),
            kind,
            input.name(),
            schema,
            mapped,
            input.mode().through(schema, mapped, values),
            input.eventTime(),
            values,
            step.onError()));
  }

  /** All fields of the input in their order, the renamed ones under their new names. */
  private void keep(MapFields config) {
    for (int i = 0; i < schema.size(); i++) {
      Field field = schema.fields().get(i);
      String name = config.rename().getOrDefault(field.name(), field.name());
      put(name, copied(i), step.pointer("rename", field.name()));
    }
  }

  private void rename(MapFields config) {
    config
        .rename()
        .forEach(
            (from, to) -> {
              String place = step.pointer("rename", from);
              int position = schema.indexOf(from);
              if (position < 0) {
                nested(from, to, place);
              } else if (!config.preserveUnmapped()) {
                put(to, copied(position), place);
              }
            });
  }

  private void nested(String path, String to, String pointer) {
    Optional<TypedExpression> expression = step.compilePath(path, schema, pointer);
    failed |= expression.isEmpty();
    expression.ifPresent(
        value -> put(to, new Output(value.type(), new MappedField.Computed(value)), pointer));
  }

  private void put(String name, Output output, String pointer) {
    if (name.isBlank()) {
      error(ErrorCode.INVALID_VALUE, pointer, "a field name cannot be empty", "name the field");
    } else if (outputs.putIfAbsent(name, output) != null && !namesLost) {
      error(
          ErrorCode.DUPLICATE_FIELD,
          pointer,
          "two fields would be called '" + name + "'",
          "choose another name, or rename the other field as well");
    }
  }

  private void drop(MapFields config) {
    for (int i = 0; i < config.drop().size(); i++) {
      String name = config.drop().get(i);
      boolean leftOut = !config.preserveUnmapped() && schema.indexOf(name) >= 0;
      if (config.drop().indexOf(name) < i) {
        error(
            ErrorCode.DUPLICATE_FIELD,
            step.pointer("drop", Integer.toString(i)),
            "'" + name + "' is named twice",
            "name it once");
      } else if (outputs.remove(name) == null && !leftOut && !namesLost) {
        error(
            ErrorCode.UNKNOWN_FIELD,
            step.pointer("drop", Integer.toString(i)),
            "there is no field '" + name + "' to drop",
            config.rename().containsKey(name)
                ? "it is renamed to '" + config.rename().get(name) + "' before"
                : NearestName.hint(name, outputs.keySet()));
      }
    }
  }

  private void set(String name, String text, String pointer) {
    Optional<TypedExpression> expression = step.compile(text, schema, pointer);
    failed |= expression.isEmpty();
    expression.ifPresent(value -> outputs.put(name, computed(value)));
  }

  private Output computed(TypedExpression value) {
    OptionalInt copied = value.field();
    if (copied.isPresent()) {
      return copied(copied.getAsInt());
    }
    boolean nullable = step.onError() == ErrorPolicy.NULL || value.type().nullable();
    return new Output(value.type().withNullable(nullable), new MappedField.Computed(value));
  }

  private Output copied(int position) {
    return new Output(schema.fields().get(position).type(), new MappedField.Copied(position));
  }

  private void error(ErrorCode code, String pointer, String message, String hint) {
    failed = true;
    step.error(code, pointer, message, hint);
  }
}
