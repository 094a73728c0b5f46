package io.dataflow.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "events",
    description = "Show what happened to a pipeline: every intention and outcome, in order.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: dataflow events orders"})
final class EventsCommand extends ApiCommand {

  @Parameters(paramLabel = "ID", description = "The pipeline's id.")
  private String id;

  @Override
  public Integer call() throws Exception {
    List<JsonNode> events = api().pages(ApiClient.pipeline(id) + "/events", "events");
    if (json()) {
      print(Json.MAPPER.createObjectNode().set("events", Json.array(events)), "");
      return ExitCode.OK;
    }
    for (JsonNode event : events) {
      out()
          .printf(
              "%5s  %-27s %-22s %s%n",
              event.path("sequence").asText(),
              event.path("time").asText(),
              event.path("type").asText(),
              event.path("data"));
    }
    out().flush();
    return ExitCode.OK;
  }
}
