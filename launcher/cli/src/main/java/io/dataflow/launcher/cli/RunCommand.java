package io.dataflow.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "run",
    description =
        "Apply a definition, start it, and wait until it ends. Ctrl-C ends the waiting only.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: dataflow run -f orders.json"})
final class RunCommand extends ApiCommand {

  @Option(names = "-f", required = true, paramLabel = "FILE", description = "JSON or YAML.")
  private Path file;

  @Override
  public Integer call() throws Exception {
    DefinitionFile definition = DefinitionFile.read(file);
    String id = definition.id();
    Pipelines pipelines = pipelines();
    pipelines.apply(id, definition);
    pipelines.command(id, "start", Json.MAPPER.createObjectNode());
    JsonNode details = pipelines.awaitRest(id);
    pipelines.printCounts(details);
    if (json()) {
      out().println(Json.pretty(details));
    }
    boolean completed = details.path("status").asText().equals("completed");
    if (!completed && details.hasNonNull("lastError")) {
      out().println(Json.pretty(details.get("lastError")));
    }
    out().flush();
    return completed ? ExitCode.OK : ExitCode.FAILED;
  }
}
