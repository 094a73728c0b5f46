package io.dataflow.pipeline;

import io.dataflow.error.Diagnostic;
import io.dataflow.error.ErrorCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Keeps the ids of steps stable over edits, since state follows ids. A step whose author wrote no
 * id gets the id of the step of the previous version with the same content. Of the others, one
 * without state gets that of the next one of its type that nobody has taken, and one with state
 * that of the only one of its type; where that is not unique nothing is guessed. What is new keeps
 * its generated id.
 */
public final class StepIds {
  private final PipelineDefinition next;
  private final TransformDefinition[] steps;
  private final boolean[] settled;

  /** Steps of the previous version whose ids nobody has taken. */
  private final List<TransformDefinition> free = new ArrayList<>();

  private final List<Diagnostic> diagnostics = new ArrayList<>();

  /**
   * @param definition with its steps' ids
   * @param diagnostics an error for each step that could be more than one of the previous version
   */
  public record Result(PipelineDefinition definition, List<Diagnostic> diagnostics) {
    public Result {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  private StepIds(PipelineDefinition next, PipelineDefinition previous) {
    this.next = next;
    Set<String> fixed = namesIn(next);
    for (TransformDefinition step : previous.transforms()) {
      if (!fixed.contains(step.id())) {
        free.add(step);
      }
    }
    steps = next.transforms().toArray(TransformDefinition[]::new);
    settled = new boolean[steps.length];
    for (int i = 0; i < steps.length; i++) {
      settled[i] = !steps[i].idGenerated() || fixed.contains(steps[i].id());
    }
  }

  public static Result carryOver(PipelineDefinition next, PipelineDefinition previous) {
    StepIds ids = new StepIds(next, previous);
    ids.match((step, old) -> step.config().equals(old.config()), true);
    ids.match((step, old) -> step.config().type().equals(old.config().type()), false);
    ids.regenerate();
    return new Result(next.withTransforms(List.of(ids.steps)), ids.diagnostics);
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

  /**
   * @param equal whether steps that are alike are equal, so that as many as before are the same
   *     ones
   */
  private void match(BiPredicate<TransformDefinition, TransformDefinition> alike, boolean equal) {
    for (int i = 0; i < steps.length; i++) {
      TransformDefinition step = steps[i];
      List<TransformDefinition> candidates =
          free.stream().filter(old -> alike.test(step, old)).toList();
      if (settled[i] || candidates.isEmpty()) {
        continue;
      }
      List<Integer> rivals =
          IntStream.range(i, steps.length)
              .filter(other -> !settled[other] && alike.test(steps[other], step))
              .boxed()
              .toList();
      boolean unique = rivals.size() == candidates.size() && (equal || rivals.size() == 1);
      if (!step.config().keepsState()) {
        take(i, candidates.get(0));
      } else if (unique) {
        for (int j = 0; j < rivals.size(); j++) {
          take(rivals.get(j), candidates.get(j));
        }
      } else {
        rivals.forEach(rival -> refuse(rival, candidates));
        free.removeAll(candidates);
      }
    }
  }

  private void take(int position, TransformDefinition old) {
    steps[position] = steps[position].withId(old.id());
    settled[position] = true;
    free.remove(old);
  }

  private void refuse(int position, List<TransformDefinition> candidates) {
    TransformDefinition step = steps[position];
    settled[position] = true;
    String ids = text(candidates, "'%s'");
    diagnostics.add(
        Diagnostic.error(
                ErrorCode.AMBIGUOUS_STEP,
                step.pointer(),
                "this "
                    + step.config().type()
                    + " without an id may go on with the state of "
                    + ids
                    + " of the version before: which one is not clear")
            .withHint(
                "give it an id: "
                    + text(candidates, "\"id\": \"%s\"")
                    + " to go on with that state, a new one to start empty"));
  }

  private static String text(List<TransformDefinition> steps, String format) {
    return steps.stream()
        .map(step -> format.formatted(step.id()))
        .collect(Collectors.joining(" or "));
  }

  /** A new step's generated id may by now be that of an old one: count on. */
  private void regenerate() {
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
