package io.dataflow.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "validate",
    description =
        "Check a definition without storing it: all errors and warnings, with their places.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: dataflow validate -f orders.json"})
final class ValidateCommand extends ApiCommand {

  @Option(names = "-f", required = true, paramLabel = "FILE", description = "JSON or YAML.")
  private Path file;

  @Override
  public Integer call() throws Exception {
    DefinitionFile definition = DefinitionFile.read(file);
    JsonNode answer =
        api()
            .send(
                "POST",
                "/api/v1/pipelines:validate",
                Map.of("Content-Type", definition.contentType()),
                definition.text())
            .orFail();
    boolean valid = answer.path("valid").asBoolean();
    JsonNode diagnostics = answer.path("diagnostics");
    if (!json() && !diagnostics.isEmpty()) {
      out().println(new DiagnosticPrinter(definition).print(diagnostics));
    }
    print(answer, definition.name() + (valid ? " is valid" : " is not valid"));
    return valid ? ExitCode.OK : ExitCode.BAD_INPUT;
  }
}
