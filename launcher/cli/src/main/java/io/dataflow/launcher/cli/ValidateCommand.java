package io.dataflow.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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

  @Option(
      names = "--against",
      paramLabel = "ID",
      description = "Say what would become of this pipeline's state.")
  private String against;

  @Override
  public Integer call() throws Exception {
    DefinitionFile definition = DefinitionFile.read(file);
    JsonNode answer =
        api()
            .send(
                "POST",
                "/api/v1/pipelines:validate"
                    + (against == null
                        ? ""
                        : "?against=" + URLEncoder.encode(against, StandardCharsets.UTF_8)),
                Map.of("Content-Type", definition.contentType()),
                definition.text())
            .orFail();
    boolean valid = answer.path("valid").asBoolean();
    JsonNode diagnostics = answer.path("diagnostics");
    if (!json() && !diagnostics.isEmpty()) {
      out().println(new DiagnosticPrinter(definition).print(diagnostics));
    }
    if (!json() && answer.has("state")) {
      out().println("state: " + answer.path("state").path("message").asText());
    }
    print(answer, definition.name() + (valid ? " is valid" : " is not valid"));
    return valid ? ExitCode.OK : ExitCode.BAD_INPUT;
  }
}
