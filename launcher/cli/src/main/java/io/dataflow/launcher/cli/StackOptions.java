package io.dataflow.launcher.cli;

import io.dataflow.launcher.stack.StackPorts;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How the ports and the size of a stack are chosen. */
final class StackOptions {

  private enum Ports {
    auto
  }

  private static final class Choice {
    @Option(
        names = "--port-base",
        paramLabel = "N",
        description = "Listen on N (API), N+1 (Flink) and the ports after them.")
    private Integer base;

    @Option(
        names = "--ports",
        paramLabel = "auto",
        description = "auto: listen on ports that are free.")
    private Ports ports;
  }

  @ArgGroup private Choice choice;

  @Option(names = "--small", description = "Take less memory, for small machines.")
  boolean small;

  // Read by the script, which builds before this JVM starts.
  @Option(names = "--offline", description = "Build with what is there, without downloads.")
  @SuppressWarnings("unused")
  private boolean offline;

  Optional<StackPorts> wanted() throws IOException, CommandException {
    if (choice == null) {
      return Optional.empty();
    }
    if (choice.ports == Ports.auto) {
      return Optional.of(StackPorts.free());
    }
    try {
      return Optional.of(StackPorts.from(choice.base));
    } catch (IllegalArgumentException e) {
      throw CommandException.badInput(e.getMessage());
    }
  }
}
