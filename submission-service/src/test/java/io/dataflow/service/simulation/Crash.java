package io.dataflow.service.simulation;

/** The process is gone: unwinds whatever it was doing. */
final class Crash extends Error {
  private static final long serialVersionUID = 1L;

  Crash() {
    super("killed", null, false, false);
  }
}
