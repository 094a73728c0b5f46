package io.dataflow.plan;

import io.dataflow.pipeline.TransformConfig;
import java.util.Optional;

/** Checks the keys of a deduplicate. */
final class DeduplicatePlanner {
  private DeduplicatePlanner() {}

  static Optional<PlanNode> plan(TransformConfig.Deduplicate config, StepContext step, Edge input) {
    if (!AppendOnly.check(step, input)) {
      return Optional.empty();
    }
    return KeyPlanner.wholeRows(step, config.keys(), input.schema(), step.pointer("keys"))
        .map(keyed -> node(config, step, input, keyed));
  }

  private static PlanNode node(
      TransformConfig.Deduplicate config, StepContext step, Edge input, KeyedInput keyed) {
    return new DeduplicateNode(
        step.id(),
        input.name(),
        keyed,
        input.schema(),
        config.keepLast() ? new ChangeMode.Upsert(config.keys()) : new ChangeMode.Append(),
        input.eventTime() && !config.keepLast(),
        config.keepLast(),
        config.ttl(),
        false,
        step.onError());
  }
}
