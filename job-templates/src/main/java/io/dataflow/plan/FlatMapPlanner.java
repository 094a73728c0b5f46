package io.dataflow.plan;

import io.dataflow.error.ErrorCode;
import io.dataflow.expression.TypedExpression;
import io.dataflow.pipeline.FlatMap;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.util.List;
import java.util.Optional;

/** Finds out what the elements of a flatmap are, and where they stand in the output. */
final class FlatMapPlanner {
  private static final FieldType STRING = FieldType.of(ScalarKind.STRING).withNullable(false);

  private final FlatMap config;
  private final StepContext step;
  private final Edge input;

  private FlatMapPlanner(FlatMap config, StepContext step, Edge input) {
    this.config = config;
    this.step = step;
    this.input = input;
  }

  static Optional<PlanNode> plan(FlatMap config, StepContext step, Edge input) {
    FlatMapPlanner planner = new FlatMapPlanner(config, step, input);
    return step.compilePath(config.field(), input.schema(), step.pointer("field"))
        .flatMap(planner::plan);
  }

  private Optional<PlanNode> plan(TypedExpression elements) {
    Optional<FieldType> element = elementType(elements.type());
    if (element.isEmpty()) {
      step.error(
          ErrorCode.INVALID_VALUE,
          step.pointer("field"),
          "'" + config.field() + "' is " + elements.type() + ", which has no elements",
          "a flatmap takes an ARRAY, a MAP, or a STRING that it splits");
      return Optional.empty();
    }
    boolean text = element.get() == STRING;
    if (config.delimiter().isPresent() && !text) {
      step.error(
          ErrorCode.INVALID_VALUE,
          step.pointer("delimiter"),
          "only a STRING is split, and '" + config.field() + "' is " + elements.type(),
          "leave 'delimiter' out");
      return Optional.empty();
    }
    Optional<String> delimiter =
        step.parameters().resolve(config.delimiter().orElse(","), step.pointer("delimiter"));
    if (delimiter.isEmpty()) {
      return Optional.empty();
    }
    boolean flattened = config.as().isEmpty() && element.get() instanceof FieldType.Nested;
    List<Field> added = added(element.get(), flattened);
    return output(elements, added)
        .map(
            output ->
                new FlatMapNode(
                    step.id(),
                    input.name(),
                    elements,
                    text ? delimiter : Optional.empty(),
                    config.trim(),
                    flattened,
                    added.size(),
                    config.keepEmpty(),
                    output.schema(),
                    output.schema(),
                    mode(),
                    input.eventTime(),
                    output.fields(),
                    step.onError()));
  }

  /** A row that changes takes all its elements with it, and no key tells them apart. */
  private ChangeMode mode() {
    return input.mode() instanceof ChangeMode.Append ? input.mode() : new ChangeMode.Retract();
  }

  private static Optional<FieldType> elementType(FieldType type) {
    if (type instanceof FieldType.Array array) {
      return Optional.of(array.element());
    } else if (type instanceof FieldType.Dictionary map) {
      return Optional.of(
          new FieldType.Nested(
              new RecordSchema(
                  List.of(
                      new Field("key", map.key().withNullable(false)),
                      new Field("value", map.value()))),
              false));
    }
    return type.sameIgnoringNullability(STRING) ? Optional.of(STRING) : Optional.empty();
  }

  /** The fields that an element brings. */
  private List<Field> added(FieldType element, boolean flattened) {
    boolean mayBeMissing = config.keepEmpty() || element.nullable();
    if (!flattened) {
      String name = config.as().orElseGet(this::lastName);
      return List.of(new Field(name, element.withNullable(mayBeMissing)));
    }
    return ((FieldType.Nested) element)
        .schema().fields().stream()
            .map(
                field ->
                    new Field(
                        field.name(),
                        field.type().withNullable(mayBeMissing || field.type().nullable())))
            .toList();
  }

  private String lastName() {
    boolean whole = input.schema().indexOf(config.field()) >= 0;
    return whole ? config.field() : config.field().substring(config.field().lastIndexOf('.') + 1);
  }

  /** The field gives its place to its elements; those of a nested one come behind all others. */
  private Optional<OutputFields> output(TypedExpression elements, List<Field> added) {
    OutputFields output = new OutputFields(step);
    int replaced = elements.field().orElse(-1);
    for (int i = 0; i < input.schema().size() && config.keepParent(); i++) {
      if (i == replaced) {
        add(output, added);
      } else {
        output.add(input.schema().fields().get(i), new MappedField.Copied(i), step.pointer());
      }
    }
    if (!config.keepParent() || replaced < 0) {
      add(output, added);
    }
    config
        .index()
        .ifPresent(
            name ->
                output.add(
                    new Field(name, FieldType.of(ScalarKind.INT).withNullable(config.keepEmpty())),
                    new MappedField.Added(added.size()),
                    step.pointer("index")));
    return output.complete() ? Optional.of(output) : Optional.empty();
  }

  private void add(OutputFields output, List<Field> added) {
    for (int i = 0; i < added.size(); i++) {
      output.add(
          added.get(i),
          new MappedField.Added(i),
          config.as().isPresent() ? step.pointer("as") : step.pointer("field"));
    }
  }
}
