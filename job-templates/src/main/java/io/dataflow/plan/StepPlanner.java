package io.dataflow.plan;

import io.dataflow.error.Diagnostics;
import io.dataflow.error.ErrorCode;
import io.dataflow.expression.ExpressionResult;
import io.dataflow.expression.TypedExpression;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.pipeline.TransformConfig;
import io.dataflow.pipeline.TransformDefinition;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.util.Optional;

/** Types a transform over what it reads. */
final class StepPlanner {
  private final PlannerContext context;
  private final Parameters parameters;
  private final ErrorPolicies policies;
  private final Diagnostics diagnostics;

  StepPlanner(
      PlannerContext context,
      Parameters parameters,
      ErrorPolicies policies,
      Diagnostics diagnostics) {
    this.context = context;
    this.parameters = parameters;
    this.policies = policies;
    this.diagnostics = diagnostics;
  }

  /** The policy needs no input, so it is checked also where the input is not known. */
  Optional<PlanNode> plan(TransformDefinition step, Optional<PlanNode> input) {
    TransformConfig config = step.config();
    boolean canNull = config instanceof TransformConfig.MapFields map && !map.set().isEmpty();
    ErrorPolicy onError = policies.resolve(step.onError(), canNull, step.pointer());
    return input.flatMap(known -> plan(step, known, onError));
  }

  private Optional<PlanNode> plan(TransformDefinition step, PlanNode input, ErrorPolicy onError) {
    TransformConfig config = step.config();
    if (config instanceof TransformConfig.Filter filter) {
      String pointer = config(step, "expression");
      return compile(filter.expression(), input.outputSchema(), pointer)
          .filter(condition -> isBoolean(condition, pointer))
          .map(condition -> filter(step, input, condition, onError));
    } else if (config instanceof TransformConfig.FieldFilter filter) {
      String pointer = Pointers.child(step.pointer(), "config");
      ExpressionResult result =
          context
              .expressions()
              .comparison(
                  input.outputSchema(),
                  filter.field(),
                  filter.operator(),
                  parameters.resolve(filter.value(), Pointers.child(pointer, "value")),
                  pointer);
      diagnostics.addAll(result.diagnostics());
      return result.expression().map(condition -> filter(step, input, condition, onError));
    } else if (config instanceof TransformConfig.MapFields map) {
      return new MapPlanner(this::compile, diagnostics)
          .plan(map, input.outputSchema(), onError, Pointers.child(step.pointer(), "config"))
          .map(
              mapping ->
                  new PlanNode.MapNode(
                      step.id(),
                      input.id(),
                      input.outputSchema(),
                      mapping.schema(),
                      input.outputMode(),
                      mapping.fields(),
                      onError));
    }
    throw new IllegalStateException("no planning of " + config.getClass().getName());
  }

  private static PlanNode filter(
      TransformDefinition step, PlanNode input, TypedExpression condition, ErrorPolicy onError) {
    return new PlanNode.FilterNode(
        step.id(), input.id(), input.outputSchema(), input.outputMode(), condition, onError);
  }

  private Optional<TypedExpression> compile(String text, RecordSchema input, String pointer) {
    ExpressionResult result =
        context.expressions().compile(parameters.resolve(text, pointer), input, pointer);
    diagnostics.addAll(result.diagnostics());
    return result.expression();
  }

  private boolean isBoolean(TypedExpression condition, String pointer) {
    boolean fits = condition.type().sameIgnoringNullability(FieldType.of(ScalarKind.BOOLEAN));
    if (!fits) {
      diagnostics.error(
          ErrorCode.EXPRESSION_TYPE,
          pointer,
          "a filter's expression must be BOOLEAN, but this is " + condition.type(),
          "compare it with something, for example " + condition.text() + " IS NOT NULL");
    }
    return fits;
  }

  private static String config(TransformDefinition step, String member) {
    return Pointers.child(Pointers.child(step.pointer(), "config"), member);
  }
}
