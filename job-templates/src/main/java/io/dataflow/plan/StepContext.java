package io.dataflow.plan;

import io.dataflow.error.Diagnostics;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.NearestName;
import io.dataflow.expression.ExpressionResult;
import io.dataflow.expression.TypedExpression;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.pipeline.TransformDefinition;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One step while it is planned: what it is, where it stands in the document, and how its
 * expressions are typed.
 */
record StepContext(
    TransformDefinition step,
    ErrorPolicy onError,
    PlannerContext planner,
    Parameters parameters,
    Diagnostics diagnostics) {
  String id() {
    return step.id();
  }

  /** The place of the config, or of a member of it: {@code pointer("window", "size")}. */
  String pointer(String... members) {
    String pointer = Pointers.child(step.pointer(), "config");
    for (String member : members) {
      pointer = Pointers.child(pointer, member);
    }
    return pointer;
  }

  void error(ErrorCode code, String pointer, String message, String hint) {
    diagnostics.error(code, pointer, message, hint);
  }

  void unknownField(String name, RecordSchema input, String pointer) {
    error(
        ErrorCode.UNKNOWN_FIELD,
        pointer,
        "unknown field '" + name + "'",
        NearestName.hint(name, input.names()));
  }

  Optional<TypedExpression> compile(String text, RecordSchema input, String pointer) {
    return checked(
        planner.expressions().compile(parameters.resolve(text, pointer), input, pointer));
  }

  Optional<TypedExpression> compileCondition(String text, RecordSchema input, String pointer) {
    return compile(text, input, pointer).filter(condition -> isBoolean(condition, pointer));
  }

  /** The value of a field, or of one nested in it: {@code customer.country}. */
  Optional<TypedExpression> compilePath(String path, RecordSchema input, String pointer) {
    if (input.indexOf(path) >= 0) {
      return Optional.of(planner.expressions().field(input, input.indexOf(path)));
    }
    if (!path.contains(".")) {
      unknownField(path, input, pointer);
      return Optional.empty();
    }
    String quoted =
        Arrays.stream(path.split("\\.", -1))
            .map(part -> "`" + part.replace("`", "``") + "`")
            .collect(Collectors.joining("."));
    return checked(planner.expressions().compile(quoted, input, pointer));
  }

  Optional<TypedExpression> checked(ExpressionResult result) {
    diagnostics.addAll(result.diagnostics());
    return result.expression();
  }

  private boolean isBoolean(TypedExpression condition, String pointer) {
    boolean fits = condition.type().sameIgnoringNullability(FieldType.of(ScalarKind.BOOLEAN));
    if (!fits) {
      error(
          ErrorCode.EXPRESSION_TYPE,
          pointer,
          "the expression of a "
              + step.config().type()
              + " must be BOOLEAN, but this is "
              + condition.type(),
          "compare it with something, for example " + condition.text() + " IS NOT NULL");
    }
    return fits;
  }
}
