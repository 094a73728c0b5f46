package io.dataflow.launcher.cli;

import io.dataflow.launcher.stack.LocalStack;
import io.dataflow.launcher.stack.ServerProcess;
import io.dataflow.launcher.stack.StackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "logs",
    description = "Show the end of the parts' logs and standard output.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: dataflow logs -f taskmanager"})
final class LogsCommand implements Callable<Integer> {

  @Option(names = "-f", description = "Go on as the logs grow, until Ctrl-C.")
  private boolean follow;

  @Option(names = "-n", paramLabel = "LINES", description = "How many lines (${DEFAULT-VALUE}).")
  private int lines = 50;

  @Parameters(
      arity = "0..1",
      paramLabel = "PART",
      description = "cassandra, jobmanager, taskmanager or service; all of them if left out.")
  private String part;

  @Override
  public Integer call() throws Exception {
    Home home = Home.ofThisCommand();
    List<ServerProcess> parts =
        LocalStack.open(home.settings(StackPorts.standard(), false)).parts();
    List<String> command = new ArrayList<>(List.of("tail", "-n", Integer.toString(lines)));
    if (follow) {
      command.add("-F");
    }
    List<String> files = files(parts);
    if (files.isEmpty()) {
      throw CommandException.failed("no logs in " + home.layout().logs());
    }
    command.addAll(files);
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private List<String> files(List<ServerProcess> parts) throws CommandException, IOException {
    if (part != null && parts.stream().noneMatch(known -> known.name().equals(part))) {
      throw CommandException.badInput(
          "no part '"
              + part
              + "'; there are "
              + parts.stream().map(ServerProcess::name).collect(Collectors.joining(", ")));
    }
    return parts.stream()
        .filter(known -> part == null || known.name().equals(part))
        .flatMap(known -> Stream.of(known.log(), known.output()))
        .filter(Files::exists)
        .map(Object::toString)
        .toList();
  }
}
