package io.dataflow.plan;

import io.dataflow.error.ErrorCode;

/** The rule of steps that cannot take a result back. */
final class AppendOnly {
  private AppendOnly() {}

  /** Whether the input never changes earlier results; says so where it does. */
  static boolean check(StepContext step, Edge input) {
    if (input.mode() instanceof ChangeMode.Append) {
      return true;
    }
    step.error(
        ErrorCode.UPDATING_INPUT,
        step.step().pointer(),
        "a "
            + step.step().config().type()
            + " takes results that never change, but '"
            + input.name()
            + "' changes earlier ones: "
            + input.mode().text(),
        "use a window in front of it, or emit: changelog, which adds 'op'");
    return false;
  }
}
