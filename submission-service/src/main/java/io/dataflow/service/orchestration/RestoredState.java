package io.dataflow.service.orchestration;

import io.dataflow.compile.StateVerdict;
import io.dataflow.service.domain.DefinitionVersion;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.RestorePoint;
import io.dataflow.service.domain.WaitingReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a version can go on with the state in a restore point. Between equal definitions there is
 * nothing to look at, so that a recovery is not held up.
 */
final class RestoredState {
  private final PipelineState state;
  private final RestorePoint point;
  private final int version;
  private final Observation seen;
  private final Set<String> replaced;

  RestoredState(PipelineState state, RestorePoint point, int version, Observation seen) {
    this.state = state;
    this.point = point;
    this.version = version;
    this.seen = seen;
    this.replaced = replaced();
  }

  /** What has to be known or to be waited for before an attempt begins from it. */
  Optional<Action> obstacle() {
    boolean asked = AttemptPlanner.asked(state);
    if (!replaced.isEmpty() && !point.clean() && !asked) {
      return wait(
          "replaces "
              + String.join(", ", replaced)
              + ", and the restore point of version "
              + point.version()
              + " holds output that is not committed; roll back and stop it cleanly first");
    }
    if (!isEdited()) {
      return Optional.empty();
    }
    if (!seen.has(Fact.STATE_VERDICT)) {
      return Optional.of(new Action.Look(Fact.STATE_VERDICT));
    }
    return seen.stateVerdict().flatMap(verdict -> obstacle(verdict, asked));
  }

  private Optional<Action> obstacle(StateVerdict verdict, boolean asked) {
    if (!verdict.incompatible().isEmpty()) {
      return wait(
          "cannot read the state of "
              + StateVerdict.text(verdict.incompatible())
              + " in the restore point of version "
              + point.version()
              + "; roll back, or give what changed another id");
    }
    List<StateVerdict.Step> lost = new ArrayList<>(verdict.dropped());
    if (!point.clean()) {
      lost.addAll(verdict.replaced());
    }
    return lost.isEmpty() || asked
        ? Optional.empty()
        : wait(
            "drops the state of "
                + StateVerdict.text(lost)
                + " in the restore point of version "
                + point.version()
                + "; start with allowNonRestoredState to go on without it, or roll back");
  }

  /** Whether Flink has to be told that some of it is dropped: nothing that was not allowed. */
  boolean isDropped() {
    return !replaced.isEmpty()
        || (seen.has(Fact.STATE_VERDICT)
            && seen.stateVerdict()
                .filter(verdict -> verdict.steps().stream().anyMatch(StateVerdict.Step::isLost))
                .isPresent());
  }

  private boolean isEdited() {
    Optional<String> before = resolved(point.version());
    Optional<String> after = resolved(version);
    return before.isPresent() && after.isPresent() && !before.equals(after);
  }

  private Optional<String> resolved(int number) {
    return state.version(number).map(found -> found.definition().resolved());
  }

  /** Sources and sinks of the point's version whose state the new version does not take up. */
  private Set<String> replaced() {
    Map<String, String> now = endpoints(version);
    Set<String> found = new TreeSet<>();
    endpoints(point.version())
        .forEach(
            (id, uid) -> {
              if (!uid.equals(now.get(id))) {
                found.add(id);
              }
            });
    return found;
  }

  private Map<String, String> endpoints(int number) {
    return state
        .version(number)
        .map(DefinitionVersion::definition)
        .map(definition -> definition.endpoints())
        .orElse(Map.of());
  }

  private Optional<Action> wait(String detail) {
    return Optional.of(
        JobReconciler.waitFor(
            state,
            WaitingReason.INCOMPATIBLE_CHANGE,
            "version " + version + " " + detail,
            JobReconciler.TICK));
  }
}
