package io.dataflow.service.simulation;

import java.util.Optional;

/** Springs at one of the next calls of a replica. */
final class Trap {
  private final Optional<String> method;
  private final boolean after;
  private int calls;

  /**
   * @param method empty: any
   * @param after the call, not before it
   * @param calls at which of them
   */
  Trap(Optional<String> method, boolean after, int calls) {
    this.method = method;
    this.after = after;
    this.calls = calls;
  }

  boolean springs(String called, boolean afterwards) {
    return afterwards == after
        && method.filter(name -> !name.equals(called)).isEmpty()
        && calls > 0
        && --calls == 0;
  }
}
