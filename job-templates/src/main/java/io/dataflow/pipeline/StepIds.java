package io.dataflow.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Keeps the ids of steps stable over edits. A step whose author wrote no id gets the id of the step
 * of the previous version with the same content, else of the next one of its type that nobody has
 * taken; the others keep their generated ids. State follows ids, so a step that merely moved keeps
 * its state.
 */
public final class StepIds {
  private StepIds() {}

  public static PipelineDefinition carryOver(PipelineDefinition next, PipelineDefinition previous) {
    Set<String> fixed = namesIn(next);
    List<TransformDefinition> free = new ArrayList<>();
    for (TransformDefinition step : previous.transforms()) {
      if (!fixed.contains(step.id())) {
        free.add(step);
      }
    }
    TransformDefinition[] steps = next.transforms().toArray(TransformDefinition[]::new);
    boolean[] settled = new boolean[steps.length];
    for (int i = 0; i < steps.length; i++) {
      settled[i] = !steps[i].idGenerated() || fixed.contains(steps[i].id());
    }
    take(steps, settled, free, (step, old) -> step.config().equals(old.config()));
    take(steps, settled, free, (step, old) -> step.config().type().equals(old.config().type()));
    regenerate(steps, settled, next);
    return next.withTransforms(List.of(steps));
  }

  /** Every name that the document itself writes: those are not given to other steps. */
  private static Set<String> namesIn(PipelineDefinition definition) {
    Set<String> names = new HashSet<>();
    definition.sources().forEach(source -> names.add(source.id()));
    definition.sinks().forEach(sink -> sink.input().ifPresent(names::add));
    for (TransformDefinition step : definition.transforms()) {
      names.addAll(step.inputs());
      if (!step.idGenerated()) {
        names.add(step.id());
      }
    }
    return names;
  }

  private static void take(
      TransformDefinition[] steps,
      boolean[] settled,
      List<TransformDefinition> free,
      BiPredicate<TransformDefinition, TransformDefinition> matches) {
    for (int i = 0; i < steps.length; i++) {
      for (int j = 0; j < free.size() && !settled[i]; j++) {
        if (matches.test(steps[i], free.get(j))) {
          steps[i] = steps[i].withId(free.remove(j).id());
          settled[i] = true;
        }
      }
    }
  }

  /** A new step's generated id may by now be that of an old one: count on. */
  private static void regenerate(
      TransformDefinition[] steps, boolean[] settled, PipelineDefinition next) {
    Set<String> taken = namesIn(next);
    for (int i = 0; i < steps.length; i++) {
      if (settled[i]) {
        taken.add(steps[i].id());
      }
    }
    for (int i = 0; i < steps.length; i++) {
      for (int n = 1; !settled[i]; n++) {
        String id = steps[i].config().type() + "-" + n;
        if (taken.add(id)) {
          steps[i] = steps[i].withId(id);
          settled[i] = true;
        }
      }
    }
  }
}
