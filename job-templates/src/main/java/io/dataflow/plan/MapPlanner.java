package io.dataflow.plan;

import io.dataflow.error.Diagnostics;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.NearestName;
import io.dataflow.expression.TypedExpression;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.pipeline.TransformConfig.MapFields;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Derives the output of a map: rename, then drop, then set. */
final class MapPlanner {
  /** Compiles an expression and reports what is wrong with it. */
  interface Compiler {
    Optional<TypedExpression> compile(String text, RecordSchema input, String pointer);
  }

  /** The output fields and where each comes from. */
  record Mapping(RecordSchema schema, List<MappedField> fields) {}

  private record Output(FieldType type, MappedField value) {}

  private final Compiler compiler;
  private final Diagnostics diagnostics;
  private final Map<String, Output> outputs = new LinkedHashMap<>();
  private boolean failed;

  MapPlanner(Compiler compiler, Diagnostics diagnostics) {
    this.compiler = compiler;
    this.diagnostics = diagnostics;
  }

  Optional<Mapping> plan(
      MapFields config, RecordSchema input, ErrorPolicy onError, String pointer) {
    if (config.preserveUnmapped()) {
      keep(config, input, Pointers.child(pointer, "rename"));
    }
    rename(config, input, Pointers.child(pointer, "rename"));
    drop(config, input, Pointers.child(pointer, "drop"));
    set(config, input, onError, Pointers.child(pointer, "set"));
    if (!failed && outputs.isEmpty()) {
      error(ErrorCode.INVALID_VALUE, pointer, "no field is left", "keep or set at least one");
    }
    if (failed) {
      return Optional.empty();
    }
    List<Field> fields = new ArrayList<>();
    outputs.forEach((name, output) -> fields.add(new Field(name, output.type())));
    return Optional.of(
        new Mapping(
            new RecordSchema(fields), outputs.values().stream().map(Output::value).toList()));
  }

  /** All fields of the input in their order, the renamed ones under their new names. */
  private void keep(MapFields config, RecordSchema input, String pointer) {
    for (int i = 0; i < input.size(); i++) {
      Field field = input.fields().get(i);
      String name = config.rename().getOrDefault(field.name(), field.name());
      put(name, copied(input, i), Pointers.child(pointer, field.name()));
    }
  }

  private void rename(MapFields config, RecordSchema input, String pointer) {
    config
        .rename()
        .forEach(
            (from, to) -> {
              String place = Pointers.child(pointer, from);
              int position = input.indexOf(from);
              if (position < 0 && from.contains(".")) {
                nested(from, to, input, place);
              } else if (position < 0) {
                unknown(from, input, place);
              } else if (!config.preserveUnmapped()) {
                put(to, copied(input, position), place);
              }
            });
  }

  private void nested(String path, String to, RecordSchema input, String pointer) {
    String quoted =
        String.join(
            ".",
            Arrays.stream(path.split("\\.", -1))
                .map(part -> "`" + part.replace("`", "``") + "`")
                .toList());
    Optional<TypedExpression> expression = compiler.compile(quoted, input, pointer);
    failed |= expression.isEmpty();
    expression.ifPresent(
        value -> put(to, new Output(value.type(), new MappedField.Computed(value)), pointer));
  }

  private void put(String name, Output output, String pointer) {
    if (name.isBlank()) {
      error(ErrorCode.INVALID_VALUE, pointer, "a field name cannot be empty", "name the field");
    } else if (outputs.putIfAbsent(name, output) != null) {
      error(
          ErrorCode.DUPLICATE_FIELD,
          pointer,
          "two fields would be called '" + name + "'",
          "choose another name, or rename the other field as well");
    }
  }

  private void drop(MapFields config, RecordSchema input, String pointer) {
    for (int i = 0; i < config.drop().size(); i++) {
      String name = config.drop().get(i);
      boolean leftOut = !config.preserveUnmapped() && input.indexOf(name) >= 0;
      if (outputs.remove(name) == null && !leftOut) {
        error(
            ErrorCode.UNKNOWN_FIELD,
            Pointers.child(pointer, Integer.toString(i)),
            "there is no field '" + name + "' to drop",
            config.rename().containsKey(name)
                ? "it is renamed to '" + config.rename().get(name) + "' before"
                : NearestName.hint(name, outputs.keySet()));
      }
    }
  }

  private void set(MapFields config, RecordSchema input, ErrorPolicy onError, String pointer) {
    config
        .set()
        .forEach(
            (name, text) -> {
              Optional<TypedExpression> expression =
                  compiler.compile(text, input, Pointers.child(pointer, name));
              failed |= expression.isEmpty();
              expression.ifPresent(value -> outputs.put(name, computed(value, onError)));
            });
  }

  private static Output computed(TypedExpression value, ErrorPolicy onError) {
    boolean nullable = onError == ErrorPolicy.NULL || value.type().nullable();
    return new Output(value.type().withNullable(nullable), new MappedField.Computed(value));
  }

  private static Output copied(RecordSchema input, int position) {
    return new Output(input.fields().get(position).type(), new MappedField.Copied(position));
  }

  private void unknown(String name, RecordSchema input, String pointer) {
    error(
        ErrorCode.UNKNOWN_FIELD,
        pointer,
        "unknown field '" + name + "'",
        NearestName.hint(name, input.names()));
  }

  private void error(ErrorCode code, String pointer, String message, String hint) {
    failed = true;
    diagnostics.error(code, pointer, message, hint);
  }
}
