package io.dataflow.plan;

import io.dataflow.error.ErrorCode;
import io.dataflow.pipeline.Window;
import java.util.List;
import java.util.Optional;

/** Decides by which time a window cuts: by event time where there is one, else it must be said. */
final class WindowTimes {
  private WindowTimes() {}

  /** The window with its time, or nothing where a diagnostic says why. */
  static Optional<Window> resolve(StepContext step, Window window, List<Edge> inputs) {
    Optional<Edge> without = inputs.stream().filter(input -> !input.eventTime()).findFirst();
    if (window.time().isEmpty() && without.isPresent()) {
      step.error(
          ErrorCode.MISSING_VALUE,
          step.pointer("window"),
          "'" + without.get().name() + "' has no event time, so the window must say its time",
          "write \"time\": \"processing\" in the window, or \"eventTime\" in the source");
      return Optional.empty();
    }
    if (window.byEventTime() && !hasEventTime(step, step.pointer("window", "time"), inputs)) {
      return Optional.empty();
    }
    return Optional.of(window.by(window.time().orElse(Window.Time.EVENT)));
  }

  /**
   * @param pointer of what needs event time
   */
  static boolean hasEventTime(StepContext step, String pointer, List<Edge> inputs) {
    Optional<Edge> without = inputs.stream().filter(input -> !input.eventTime()).findFirst();
    without.ifPresent(
        input ->
            step.error(
                ErrorCode.CONFLICTING_VALUES,
                pointer,
                "this needs event time, and '" + input.name() + "' has no event time",
                "write \"eventTime\": {\"field\": ...} in its source; an aggregate without window, a"
                    + " topn and an unbounded join end it"));
    return without.isEmpty();
  }
}
