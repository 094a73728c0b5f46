package io.dataflow.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that talks to a service. */
abstract class ApiCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print the service's answer as JSON.")
  private boolean json;

  @Option(
      names = "--url",
      description = "The service; else DATAFLOW_URL, else the local stack's, else localhost:8080.")
  private String url;

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final boolean json() {
    return json;
  }

  final ApiClient api() throws IOException {
    return ApiClient.ofThisCommand(Optional.ofNullable(url));
  }

  final Pipelines pipelines() throws IOException {
    return new Pipelines(api(), out());
  }

  /** The answer, or in its place a line for people. */
  final void print(JsonNode answer, String line) throws IOException {
    out().println(json ? Json.pretty(answer) : line);
    out().flush();
  }
}
