package io.dataflow.launcher.cli;

/** What a script can tell from a command's exit code. */
final class ExitCode {

  static final int OK = 0;

  /** The command was understood and did not succeed. */
  static final int FAILED = 1;

  /** The definition or the command line is wrong. */
  static final int BAD_INPUT = 2;

  /** Nothing answers. */
  static final int NOT_REACHABLE = 3;

  private ExitCode() {}
}
