package io.dataflow.plan;

import io.dataflow.error.Diagnostics;
import io.dataflow.error.Pointers;
import io.dataflow.expression.TypedExpression;
import io.dataflow.pipeline.AggregateConfig;
import io.dataflow.pipeline.Enrich;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.pipeline.FlatMap;
import io.dataflow.pipeline.Gaps;
import io.dataflow.pipeline.JoinConfig;
import io.dataflow.pipeline.TopNConfig;
import io.dataflow.pipeline.TransformConfig;
import io.dataflow.pipeline.TransformDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Types a transform over what it reads. */
final class StepPlanner {
  /**
   * Types whose planning says nothing that follows from a gap of the config alone; of the others
   * only the form of expressions is checked then.
   */
  private static final Set<String> AROUND_GAPS =
      Set.of("filter", "map", "select", "route", "deduplicate");

  /** Types that hand on rows as they read them, whatever is wrong with the config. */
  private static final Set<String> KEEP_ROWS = Set.of("filter", "route");

  private final PlannerContext context;
  private final Parameters parameters;
  private final ErrorPolicies policies;
  private final Gaps gaps;
  private final Diagnostics diagnostics;

  StepPlanner(
      PlannerContext context,
      Parameters parameters,
      ErrorPolicies policies,
      Gaps gaps,
      Diagnostics diagnostics) {
    this.context = context;
    this.parameters = parameters;
    this.policies = policies;
    this.gaps = gaps;
    this.diagnostics = diagnostics;
  }

  /**
   * The step; what needs no input, the policy and the form of expressions, is checked also where
   * the input is not known.
   *
   * @param inputs as many as the step reads; empty: not known
   */
  Planned plan(TransformDefinition step, List<Edge> inputs) {
    if (gaps.covers(step.pointer())) {
      return Planned.NOTHING;
    }
    ErrorPolicy onError = policies.resolve(step.onError(), canNull(step), step.pointer());
    StepContext planned =
        new StepContext(step, onError, context, parameters, policies, gaps, diagnostics);
    boolean around = !planned.isLost() || AROUND_GAPS.contains(step.config().type());
    if (inputs.isEmpty() || !around) {
      checkForm(planned);
      return inputs.isEmpty() ? Planned.NOTHING : Planned.broken(handedOn(planned, inputs));
    }
    return plan(planned, inputs)
        .filter(node -> !planned.isLost())
        .map(Planned::of)
        .orElseGet(() -> Planned.broken(handedOn(planned, inputs)));
  }

  private static void checkForm(StepContext step) {
    step.checkForm();
    if (step.step().config() instanceof TransformConfig.FieldFilter filter) {
      step.parameters().resolve(filter.value(), step.pointer("value"));
    }
  }

  private boolean canNull(TransformDefinition step) {
    return step.config() instanceof TransformConfig.Unreadable
        || step.config() instanceof TransformConfig.SelectFields
        || (step.config() instanceof TransformConfig.MapFields map
            && (!map.set().isEmpty() || gaps.touches(Pointers.child(step.pointer(), "config"))));
  }

  /**
   * What is sure of a step with which something is wrong. An output of it that could not be read is
   * read by the step's id.
   */
  private List<Edge> handedOn(StepContext step, List<Edge> inputs) {
    boolean sure = !gaps.covers(Pointers.child(step.step().pointer(), "transformType"));
    if (!sure || inputs.size() > 1 || !KEEP_ROWS.contains(step.step().config().type())) {
      return List.of();
    }
    Edge input = inputs.get(0);
    return Stream.concat(
            Stream.of(step.id()), step.step().config().outputs().stream().map(step.step()::output))
        .map(name -> new Edge(name, input.schema(), input.mode(), input.eventTime()))
        .toList();
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
    } else if (config instanceof TransformConfig.Unreadable) {
      return Optional.empty();
    } else if (config instanceof FlatMap flatMap) {
      return FlatMapPlanner.plan(flatMap, step, input);
    } else if (config instanceof Enrich enrich) {
      return EnrichPlanner.plan(enrich, step, input);
    } else if (config instanceof AggregateConfig aggregate) {
      return AggregatePlanner.plan(aggregate, step, input);
    } else if (config instanceof JoinConfig join) {
      return JoinPlanner.plan(join, step, inputs);
    } else if (config instanceof TopNConfig topN) {
      return TopNPlanner.plan(topN, step, input);
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
    return step.parameters()
        .resolve(filter.value(), step.pointer("value"))
        .flatMap(
            value ->
                step.checked(
                    step.planner()
                        .expressions()
                        .comparison(
                            input.schema(),
                            filter.field(),
                            filter.operator(),
                            value,
                            step.pointer())));
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
