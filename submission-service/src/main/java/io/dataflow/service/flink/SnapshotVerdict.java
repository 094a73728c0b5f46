package io.dataflow.service.flink;

import io.dataflow.compile.OperatorDescription;
import io.dataflow.compile.StateVerdict;
import io.dataflow.compile.StateVerdict.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an edit does to the state that really lies in a savepoint or checkpoint: the comparison of
 * the two definitions, held against Flink's own ids.
 */
final class SnapshotVerdict {
  private final Map<String, OperatorDescription> before;
  private final StateVerdict edit;
  private final Map<String, StateVerdict.Step> steps = new LinkedHashMap<>();

  private SnapshotVerdict(Map<String, OperatorDescription> before, StateVerdict edit) {
    this.before = before;
    this.edit = edit;
  }

  /**
   * @param holders ids of the operators that left state
   * @param before the operators of the job that left it, by id
   * @param after ids of the operators that would take it up
   * @param edit what changed between the two definitions
   */
  static StateVerdict of(
      Set<String> holders,
      Map<String, OperatorDescription> before,
      Set<String> after,
      StateVerdict edit) {
    SnapshotVerdict verdict = new SnapshotVerdict(before, edit);
    for (String holder : new TreeSet<>(holders)) {
      if (after.contains(holder)) {
        verdict.taken(holder);
      } else {
        verdict.left(holder);
      }
    }
    return new StateVerdict(List.copyOf(verdict.steps.values()));
  }

  private void taken(String holder) {
    Optional.ofNullable(before.get(holder))
        .flatMap(this::edited)
        .ifPresent(step -> steps.putIfAbsent(step.id(), step));
  }

  private void left(String holder) {
    OperatorDescription operator = before.get(holder);
    if (operator == null) {
      steps.put(holder, dropped(holder, "operator", "no step of that version is known by this id"));
      return;
    }
    StateVerdict.Step step =
        edited(operator)
            .filter(StateVerdict.Step::isLost)
            .orElseGet(
                () ->
                    dropped(
                        operator.nodes().get(0),
                        operator.kind(),
                        "its operator '" + operator.name() + "' is not there any more"));
    steps.put(step.id(), step);
  }

  /** What the edit made of the step that an operator is; none of a run of stateless steps. */
  private Optional<StateVerdict.Step> edited(OperatorDescription operator) {
    return operator.kind().equals("run")
        ? Optional.empty()
        : edit.steps().stream()
            .filter(step -> step.id().equals(operator.nodes().get(0)))
            .findFirst();
  }

  private static StateVerdict.Step dropped(String id, String kind, String because) {
    return new StateVerdict.Step(id, kind, Change.DROPPED, because, List.of());
  }
}
