package io.dataflow.plan;

import io.dataflow.error.ErrorCode;
import io.dataflow.expression.AggregateExpression;
import io.dataflow.expression.TypedExpression;
import io.dataflow.function.AggregateCall;
import io.dataflow.function.AggregateKind;
import io.dataflow.pipeline.AggregateConfig;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.pipeline.Window;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Types the groups, the calls and the window of an aggregate. */
final class AggregatePlanner {
  private final AggregateConfig config;
  private final StepContext step;
  private final Edge input;

  /** The prepared row: group fields, then arguments and conditions, each once. */
  private final List<Field> fields = new ArrayList<>();

  private final List<MappedField> values = new ArrayList<>();
  private final Map<String, Integer> computed = new LinkedHashMap<>();
  private final List<Field> output = new ArrayList<>();
  private final List<AggregateCall> calls = new ArrayList<>();
  private boolean failed;

  private AggregatePlanner(AggregateConfig config, StepContext step, Edge input) {
    this.config = config;
    this.step = step;
    this.input = input;
  }

  static Optional<PlanNode> plan(AggregateConfig config, StepContext step, Edge input) {
    return new AggregatePlanner(config, step, input).plan();
  }

  private Optional<PlanNode> plan() {
    Optional<Window> window = config.window().flatMap(this::resolved);
    if (config.changelog()) {
      put(AggregateNode.OP, FieldType.of(ScalarKind.STRING).withNullable(false), step.pointer());
    }
    config.groupBy().forEach(this::group);
    int keys = fields.size();
    config.aggregations().forEach(this::call);
    if (config.window().isPresent()) {
      FieldType time = FieldType.of(ScalarKind.TIMESTAMP).withNullable(false);
      put(AggregateNode.WINDOW_START, time, step.pointer());
      put(AggregateNode.WINDOW_END, time, step.pointer());
    }
    boolean eventWindow = window.filter(Window::byEventTime).isPresent();
    ErrorPolicy onLate = onLate(window, eventWindow);
    if (failed) {
      return Optional.empty();
    }
    AggregateNode.LateRow late = late(eventWindow && onLate == ErrorPolicy.DEAD_LETTER);
    List<Integer> key = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      key.add(i);
    }
    return Optional.of(
        new AggregateNode(
            step.id(),
            input.name(),
            new KeyedInput(new RecordSchema(fields), values, key),
            late,
            new RecordSchema(output),
            mode(window),
            eventWindow,
            window,
            calls,
            !(input.mode() instanceof ChangeMode.Append),
            input.eventTime(),
            onLate,
            config.ttl(),
            config.changelog(),
            config.changelog(),
            step.onError()));
  }

  /** Late rows change windows that were emitted. */
  private ChangeMode mode(Optional<Window> window) {
    boolean changes = window.map(found -> !found.allowedLateness().isZero()).orElse(true);
    if (config.changelog() || !changes) {
      return new ChangeMode.Append();
    }
    List<String> key = new ArrayList<>(config.groupBy().keySet());
    if (window.isPresent()) {
      key.addAll(List.of(AggregateNode.WINDOW_START, AggregateNode.WINDOW_END));
    }
    return new ChangeMode.Upsert(key);
  }

  private Optional<Window> resolved(Window window) {
    if (!(input.mode() instanceof ChangeMode.Append)) {
      error(
          ErrorCode.UPDATING_INPUT,
          step.pointer("window"),
          "a window takes results that never change, but '"
              + input.name()
              + "' changes earlier ones: "
              + input.mode().text(),
          "leave the window out, use a window in front of it, or emit: changelog, which adds 'op'");
      return Optional.empty();
    }
    Optional<Window> resolved = WindowTimes.resolve(step, window, List.of(input));
    failed |= resolved.isEmpty();
    return resolved;
  }

  private ErrorPolicy onLate(Optional<Window> window, boolean eventWindow) {
    if (!eventWindow) {
      if (config.onLate().isPresent() && (window.isPresent() || config.window().isEmpty())) {
        error(
            ErrorCode.CONFLICTING_VALUES,
            step.pointer("onLate"),
            "no record is late without a window by event time",
            "leave 'onLate' out");
      }
      return ErrorPolicy.SKIP;
    }
    return step.onLate(config.onLate(), true);
  }

  private void group(String name, String path) {
    String pointer = step.pointer("groupBy", groupPlace(name));
    Optional<TypedExpression> value = step.compilePath(path, input.schema(), pointer);
    if (value.isEmpty() || !KeyPlanner.comparable(step, path, value.get().type(), pointer)) {
      failed = true;
      return;
    }
    if (put(name, value.get().type(), pointer)) {
      fields.add(new Field(name, value.get().type()));
      values.add(mapped(value.get()));
    }
  }

  /** Its index in a list, its name in an object; nobody but the pointer cares. */
  private String groupPlace(String name) {
    List<String> names = List.copyOf(config.groupBy().keySet());
    String path = config.groupBy().get(name);
    boolean listed = path.equals(name) || path.endsWith("." + name);
    return listed ? Integer.toString(names.indexOf(name)) : name;
  }

  private static MappedField mapped(TypedExpression value) {
    return value.field().isPresent()
        ? new MappedField.Copied(value.field().getAsInt())
        : new MappedField.Computed(value);
  }

  private void call(String name, String text) {
    String pointer = step.pointer("aggregations", name);
    Optional<AggregateExpression> compiled = step.compileAggregate(text, input.schema(), pointer);
    failed |= compiled.isEmpty();
    if (compiled.isEmpty() || !canTakeBack(compiled.get(), pointer)) {
      return;
    }
    AggregateExpression call = compiled.get();
    if (put(name, call.resultType(), pointer)) {
      List<Integer> arguments = call.arguments().stream().map(this::position).toList();
      calls.add(
          new AggregateCall(
              call.kind(),
              call.distinct(),
              arguments,
              call.arguments().stream().map(TypedExpression::type).toList(),
              call.filter().map(this::position).orElse(-1),
              call.parameter(),
              call.resultType(),
              call.text()));
    }
  }

  private boolean canTakeBack(AggregateExpression call, String pointer) {
    boolean updating = !(input.mode() instanceof ChangeMode.Append);
    if (updating && !call.arguments().stream().allMatch(value -> isFoundAgain(value.type()))) {
      error(
          ErrorCode.UPDATING_INPUT,
          pointer,
          call.text() + " cannot take a value back that is no plain value",
          "aggregate one of its elements or fields");
      return false;
    }
    if (updating && !call.kind().retracts()) {
      error(
          ErrorCode.UPDATING_INPUT,
          pointer,
          call.kind()
              + " cannot take a value back, but '"
              + input.name()
              + "' changes earlier results: "
              + input.mode().text(),
          "those that can: "
              + String.join(
                  ", ",
                  Arrays.stream(AggregateKind.values())
                      .filter(AggregateKind::retracts)
                      .map(AggregateKind::name)
                      .toList()));
      return false;
    }
    return true;
  }

  /** Whether a value that is taken back is found among those that are there. */
  private static boolean isFoundAgain(FieldType type) {
    return type instanceof FieldType.Decimal
        || (type instanceof FieldType.Scalar scalar && scalar.kind() != ScalarKind.BYTES);
  }

  /** Where an argument or a condition lies in the prepared row; equal ones lie there once. */
  private int position(TypedExpression value) {
    return computed.computeIfAbsent(
        value.text(),
        text -> {
          fields.add(new Field(unused(text), value.type()));
          values.add(mapped(value));
          return fields.size() - 1;
        });
  }

  /** The whole input only where it is written somewhere: its fields have to travel for that. */
  private AggregateNode.LateRow late(boolean written) {
    if (!written) {
      return new AggregateNode.LateRow(
          new RecordSchema(fields), IntStream.range(0, fields.size()).boxed().toList());
    }
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < input.schema().size(); i++) {
      int position = values.indexOf(new MappedField.Copied(i));
      if (position < 0) {
        position = fields.size();
        Field field = input.schema().fields().get(i);
        fields.add(new Field(unused(field.name()), field.type()));
        values.add(new MappedField.Copied(i));
      }
      positions.add(position);
    }
    return new AggregateNode.LateRow(input.schema(), positions);
  }

  private String unused(String name) {
    String unused = name;
    while (new RecordSchema(fields).indexOf(unused) >= 0) {
      unused = unused + "'";
    }
    return unused;
  }

  private boolean put(String name, FieldType type, String pointer) {
    boolean taken = output.stream().anyMatch(field -> field.name().equals(name));
    if (name.isBlank() || taken) {
      error(
          taken ? ErrorCode.DUPLICATE_FIELD : ErrorCode.INVALID_VALUE,
          pointer,
          taken ? "two fields would be called '" + name + "'" : "a field name cannot be empty",
          taken
              ? "choose another name; groupBy names fields where it is an object: {\"name\": \"field\"}"
              : "name the field");
      return false;
    }
    output.add(new Field(name, type));
    return true;
  }

  private void error(ErrorCode code, String pointer, String message, String hint) {
    failed = true;
    step.error(code, pointer, message, hint);
  }
}
