package io.dataflow.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
    name = "list",
    description = "List the pipelines with their status.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: dataflow list --json"})
final class ListCommand extends ApiCommand {

  @Override
  public Integer call() throws Exception {
    List<JsonNode> pipelines = api().pages("/api/v1/pipelines", "pipelines");
    if (json()) {
      print(Json.MAPPER.createObjectNode().set("pipelines", Json.array(pipelines)), "");
      return ExitCode.OK;
    }
    for (JsonNode pipeline : pipelines) {
      out()
          .printf(
              "%-36s %-12s %s%n",
              pipeline.path("pipelineId").asText(),
              pipeline.path("status").asText(),
              pipeline.path("name").asText());
    }
    out().flush();
    return ExitCode.OK;
  }
}
