package io.dataflow.plan;

import io.dataflow.error.ErrorCode;
import io.dataflow.pipeline.TumblingWindow;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Decides by which time a window cuts: by event time where there is one, else it must be said. */
final class WindowTimes {
  private WindowTimes() {}

  /** The window with its time, or nothing where a diagnostic says why. */
  static Optional<TumblingWindow> resolve(
      StepContext step, TumblingWindow window, List<Edge> inputs) {
    Optional<Edge> without = inputs.stream().filter(input -> !input.eventTime()).findFirst();
    if (window.time().isEmpty() && without.isPresent()) {
      step.error(
          ErrorCode.MISSING_VALUE,
          step.pointer("window"),
          "'" + without.get().name() + "' has no event time, so the window must say its time",
          "write \"time\": \"processing\" in the window, or \"eventTime\" in the source");
      return Optional.empty();
    }
    TumblingWindow.Time time = window.time().orElse(TumblingWindow.Time.EVENT);
    if (time == TumblingWindow.Time.EVENT && !hasEventTime(step, "window", inputs)) {
      return Optional.empty();
    }
    return Optional.of(new TumblingWindow(window.size(), Optional.of(time)));
  }

  static boolean hasEventTime(StepContext step, String member, List<Edge> inputs) {
    Optional<Edge> without = inputs.stream().filter(input -> !input.eventTime()).findFirst();
    without.ifPresent(
        input ->
            step.error(
                ErrorCode.INVALID_VALUE,
                step.pointer(member),
                "the " + member + " needs event time, which '" + input.name() + "' does not have",
                "write \"eventTime\": {\"field\": ...} in its source; an aggregate without window, a"
                    + " topn and an unbounded join end it"));
    return without.isEmpty();
  }

  /** For a step's identity: {@code tumble 10000 ms event}. */
  static String text(TumblingWindow window) {
    String time = window.time().orElseThrow().name().toLowerCase(Locale.ROOT);
    return "tumble " + window.size().toMillis() + " ms " + time;
  }
}
