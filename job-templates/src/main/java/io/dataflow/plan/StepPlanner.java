package io.dataflow.plan;

import io.dataflow.error.Diagnostics;
import io.dataflow.expression.TypedExpression;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.pipeline.TransformConfig;
import io.dataflow.pipeline.TransformDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /**
   * The policy needs no input, so it is checked also where the input is not known.
   *
   * @param inputs as many as the step reads; empty: not known
   */
  Optional<PlanNode> plan(TransformDefinition step, List<Edge> inputs) {
    ErrorPolicy onError = policies.resolve(step.onError(), canNull(step), step.pointer());
    return inputs.isEmpty()
        ? Optional.empty()
        : plan(new StepContext(step, onError, context, parameters, diagnostics), inputs);
  }

  private static boolean canNull(TransformDefinition step) {
    return (step.config() instanceof TransformConfig.MapFields map && !map.set().isEmpty())
        || step.config() instanceof TransformConfig.SelectFields;
  }

  private static Optional<PlanNode> plan(StepContext step, List<Edge> inputs) {
    TransformConfig config = step.step().config();
    Edge input = inputs.get(0);
    if (config instanceof TransformConfig.Filter filter) {
      return step.compileCondition(filter.expression(), input.schema(), step.pointer("expression"))
          .map(condition -> filter(step, input, condition));
    } else if (config instanceof TransformConfig.FieldFilter filter) {
      return compile(filter, step, input).map(condition -> filter(step, input, condition));
    } else if (config instanceof TransformConfig.MapFields map) {
      return MapPlanner.map(map, step, input);
    } else if (config instanceof TransformConfig.SelectFields select) {
      return MapPlanner.select(select, step, input);
    } else if (config instanceof TransformConfig.Union) {
      return UnionPlanner.plan(step, inputs);
    } else if (config instanceof TransformConfig.Route route) {
      return route(route, step, input);
    } else if (config instanceof TransformConfig.Deduplicate deduplicate) {
      return DeduplicatePlanner.plan(deduplicate, step, input);
    }
    throw new IllegalStateException("no planning of " + config.getClass().getName());
  }

  private static PlanNode filter(StepContext step, Edge input, TypedExpression condition) {
    return new PlanNode.FilterNode(
        step.id(),
        input.name(),
        input.schema(),
        input.mode(),
        input.eventTime(),
        condition,
        step.onError());
  }

  private static Optional<TypedExpression> compile(
      TransformConfig.FieldFilter filter, StepContext step, Edge input) {
    return step.checked(
        step.planner()
            .expressions()
            .comparison(
                input.schema(),
                filter.field(),
                filter.operator(),
                step.parameters().resolve(filter.value(), step.pointer("value")),
                step.pointer()));
  }

  private static Optional<PlanNode> route(
      TransformConfig.Route config, StepContext step, Edge input) {
    List<TypedExpression> conditions = new ArrayList<>();
    for (Map.Entry<String, String> route : config.routes().entrySet()) {
      step.compileCondition(
              route.getValue(), input.schema(), step.pointer("routes", route.getKey()))
          .ifPresent(conditions::add);
    }
    return conditions.size() < config.routes().size()
        ? Optional.empty()
        : Optional.of(
            new RouteNode(
                step.id(),
                input.name(),
                input.schema(),
                input.mode(),
                input.eventTime(),
                List.copyOf(config.routes().keySet()),
                conditions,
                config.otherwise(),
                step.onError()));
  }
}
