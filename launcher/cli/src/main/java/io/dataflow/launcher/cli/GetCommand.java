package io.dataflow.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "get",
    description = "Show a pipeline: definition, status, figures.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: dataflow get orders -o yaml"})
final class GetCommand extends ApiCommand {

  private enum Format {
    json,
    yaml
  }

  @Parameters(paramLabel = "ID", description = "The pipeline's id.")
  private String id;

  @Option(names = "-o", description = "json (default) or yaml.")
  private Format format = Format.json;

  @Option(names = "--definition", description = "Only the definition, as apply takes it.")
  private boolean definition;

  @Override
  public Integer call() throws Exception {
    JsonNode details =
        api().get(ApiClient.pipeline(id) + (definition ? "?format=definition" : "")).orFail();
    out()
        .print(format == Format.yaml && !json() ? Json.yaml(details) : Json.pretty(details) + "\n");
    out().flush();
    return ExitCode.OK;
  }
}
