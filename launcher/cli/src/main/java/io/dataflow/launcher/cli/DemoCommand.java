package io.dataflow.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.dataflow.launcher.stack.LocalStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "demo",
    description = {
      "Start the local stack if it does not run, run a pipeline over 10 000 real records, and show"
          + " its rows and where to look."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: dataflow demo --exit"})
final class DemoCommand implements Callable<Integer> {

  private static final int ROWS = 8;

  @Mixin private StackOptions options;

  @Option(names = "--exit", description = "End the stack afterwards.")
  private boolean exit;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Home home = Home.ofThisCommand();
    LocalStack stack = new StackStarter(home, out).up(options.wanted(), options.small);
    try {
      boolean completed = run(home, stack, out);
      if (!exit) {
        Addresses.of(stack.settings().ports())
            .forEach((name, address) -> out.printf("%-14s %s%n", name, address));
        out.println("the stack goes on; dataflow down ends it");
      }
      out.flush();
      return completed ? ExitCode.OK : ExitCode.FAILED;
    } finally {
      if (exit) {
        stack.stop();
        home.forget();
      }
    }
  }

  private static boolean run(Home home, LocalStack stack, PrintWriter out)
      throws IOException, InterruptedException, CommandException {
    DefinitionFile definition = DefinitionFile.read(home.templates().resolve("birdstrikes.json"));
    String id = definition.id();
    Path result = home.out().resolve(id);
    Folders.delete(result);
    out.println(definition.name() + ":");
    out.println(definition.text().strip());
    out.flush();

    Pipelines pipelines =
        new Pipelines(new ApiClient(stack.service().url(), Optional.empty()), out);
    pipelines.apply(id, definition);
    pipelines.command(id, "start", Json.MAPPER.createObjectNode());
    JsonNode details = pipelines.awaitRest(id);
    pipelines.printCounts(details);
    if (!details.path("status").asText().equals("completed")) {
      out.println(Json.pretty(details));
      return false;
    }
    return printRows(result, out);
  }

  private static boolean printRows(Path folder, PrintWriter out) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.filter(Files::isRegularFile).sorted().toList();
    }
    long rows = 0;
    for (Path file : files) {
      List<String> lines = Files.readAllLines(file);
      // The first line of each file names the fields.
      rows += lines.size() - 1;
      lines.stream().limit(ROWS + 1).forEach(out::println);
    }
    out.println(rows + " rows in " + folder);
    out.flush();
    return rows > 0;
  }
}
