package io.dataflow.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
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
    JsonNode answer = api().get(ApiClient.pipeline(id) + "/events").orFail();
    if (json()) {
      print(answer, "");
      return ExitCode.OK;
    }
    for (JsonNode event : answer.path("events")) {
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
