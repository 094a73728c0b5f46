package io.dataflow.launcher.cli;

/** Ends a command with a message for the user and an exit code. */
final class CommandException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  static CommandException failed(String message) {
    return new CommandException(ExitCode.FAILED, message);
  }

  static CommandException badInput(String message) {
    return new CommandException(ExitCode.BAD_INPUT, message);
  }

  static CommandException notReachable(String message) {
    return new CommandException(ExitCode.NOT_REACHABLE, message);
  }

  int exitCode() {
    return exitCode;
  }
}
