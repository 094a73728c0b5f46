package io.dataflow.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "apply",
    description = {
      "Create a pipeline from a file, or replace its definition.",
      "Its id is the document's, else the name in lower case with dashes. What runs is not changed.",
      "A pipeline that waits because its definition cannot go on takes this one up."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: dataflow apply -f orders.json"})
final class ApplyCommand extends ApiCommand {

  @Option(names = "-f", required = true, paramLabel = "FILE", description = "JSON or YAML.")
  private Path file;

  @Override
  public Integer call() throws Exception {
    DefinitionFile definition = DefinitionFile.read(file);
    String id = definition.id();
    JsonNode answer = pipelines().apply(id, definition);
    print(answer, id + ": " + answer.path("message").asText("stored"));
    return ExitCode.OK;
  }
}
