package io.dataflow.plan;

import io.dataflow.error.Diagnostics;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.NearestName;
import io.dataflow.error.Pointers;
import io.dataflow.expression.AggregateExpression;
import io.dataflow.expression.ExpressionResult;
import io.dataflow.expression.TypedExpression;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.pipeline.Gaps;
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
    ErrorPolicies policies,
    Gaps gaps,
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

  /** Whether the config, or the member of it, or anything in it could not be read. */
  boolean isLost(String... members) {
    return gaps.touches(pointer(members));
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

  /**
   * What becomes of records that come too late.
   *
   * @param timeDecides whether any can: by event time
   */
  ErrorPolicy onLate(Optional<ErrorPolicy> written, boolean timeDecides) {
    if (timeDecides) {
      return policies.resolveLate(written, pointer());
    }
    if (written.isPresent()) {
      error(
          ErrorCode.CONFLICTING_VALUES,
          pointer("onLate"),
          "no record is late where event time does not decide",
          "leave 'onLate' out");
    }
    return ErrorPolicy.SKIP;
  }

  Optional<TypedExpression> compile(String text, RecordSchema input, String pointer) {
    return parameters
        .resolve(text, pointer)
        .flatMap(resolved -> checked(planner.expressions().compile(resolved, input, pointer)));
  }

  /** What can be said of the expressions without knowing what the step reads. */
  void checkForm() {
    step.config()
        .expressions()
        .forEach((place, text) -> checkForm(text, pointer(place.toArray(String[]::new))));
  }

  private void checkForm(String text, String pointer) {
    parameters
        .resolve(text, pointer)
        .map(resolved -> planner.expressions().checkForm(resolved, pointer))
        .ifPresent(diagnostics::addAll);
  }

  Optional<TypedExpression> compileCondition(String text, RecordSchema input, String pointer) {
    return compile(text, input, pointer).filter(condition -> isBoolean(condition, pointer));
  }

  Optional<AggregateExpression> compileAggregate(String text, RecordSchema input, String pointer) {
    Optional<AggregateExpression.Result> result =
        parameters
            .resolve(text, pointer)
            .map(call -> planner.expressions().compileAggregate(call, input, pointer));
    result.ifPresent(found -> diagnostics.addAll(found.diagnostics()));
    return result.flatMap(AggregateExpression.Result::call);
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
