package io.dataflow.launcher.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.launcher.stack.LocalStack;
import io.dataflow.launcher.stack.ServerProcess;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "status",
    description =
        "Show the parts of the local stack: state, pids, addresses. Exit code 3 if any is down.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: dataflow status --json"})
final class StatusCommand implements Callable<Integer> {

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Optional<LocalStack> stack = Home.ofThisCommand().startedStack();
    if (stack.isEmpty()) {
      out.println(json ? "{\"parts\":{}}" : "nothing runs; dataflow up");
      out.flush();
      return ExitCode.NOT_REACHABLE;
    }
    ObjectNode answer = Json.MAPPER.createObjectNode();
    ObjectNode parts = answer.putObject("parts");
    boolean ready = true;
    for (ServerProcess part : stack.get().parts()) {
      Optional<Long> pid = part.pid();
      String state = pid.isEmpty() ? "down" : part.isReady() ? "ready" : "not ready";
      ready &= state.equals("ready");
      ObjectNode row = parts.putObject(part.name()).put("state", state);
      pid.ifPresent(value -> row.put("pid", value));
      row.put("log", part.log().toString());
    }
    ObjectNode addresses = answer.putObject("addresses");
    Addresses.of(stack.get().settings().ports()).forEach(addresses::put);
    print(out, answer);
    return ready ? ExitCode.OK : ExitCode.NOT_REACHABLE;
  }

  private void print(PrintWriter out, ObjectNode answer) throws Exception {
    if (json) {
      out.println(Json.pretty(answer));
    } else {
      answer
          .get("parts")
          .properties()
          .forEach(
              part ->
                  out.printf(
                      "%-12s %-10s %-12s %s%n",
                      part.getKey(),
                      part.getValue().get("state").asText(),
                      part.getValue().has("pid") ? "pid " + part.getValue().get("pid") : "",
                      part.getValue().get("log").asText()));
      answer
          .get("addresses")
          .properties()
          .forEach(
              address -> out.printf("%-14s %s%n", address.getKey(), address.getValue().asText()));
    }
    out.flush();
  }
}
