package io.dataflow.plan;

import io.dataflow.pipeline.TransformConfig;
import io.dataflow.schema.RecordSchema;
import java.util.List;
import java.util.Optional;

/** Checks the keys of a deduplicate, and what makes a record the last one. */
final class DeduplicatePlanner {
  private DeduplicatePlanner() {}

  static Optional<PlanNode> plan(TransformConfig.Deduplicate config, StepContext step, Edge input) {
    if (!AppendOnly.check(step, input)) {
      return Optional.empty();
    }
    KeyPlanner rows = new KeyPlanner(step, input.schema());
    List<Integer> keys = rows.columns(config.keys(), step.pointer("keys"));
    List<Integer> order = rows.columns(config.orderBy(), step.pointer("orderBy"));
    Optional<KeyedInput> keyed = rows.keyedBy(keys);
    Optional<RecordSchema> output = Changelogs.output(step, input.schema(), config.changelog());
    return keyed.isEmpty() || output.isEmpty() || !keysAreFields(config, step, input)
        ? Optional.empty()
        : Optional.of(node(config, step, input, keyed.get(), order, output.get()));
  }

  private static boolean keysAreFields(
      TransformConfig.Deduplicate config, StepContext step, Edge input) {
    return !config.keepLast()
        || config.changelog()
        || KeyFields.check(step, config.keys(), input, step.pointer("keys"));
  }

  private static PlanNode node(
      TransformConfig.Deduplicate config,
      StepContext step,
      Edge input,
      KeyedInput keyed,
      List<Integer> order,
      RecordSchema output) {
    ChangeMode last = Changelogs.mode(new ChangeMode.Upsert(config.keys()), config.changelog());
    return new DeduplicateNode(
        step.id(),
        input.name(),
        keyed,
        output,
        config.keepLast() ? last : new ChangeMode.Append(),
        input.eventTime() && !config.keepLast(),
        config.keepLast(),
        order,
        config.ttl(),
        config.changelog(),
        config.changelog(),
        step.onError());
  }
}
