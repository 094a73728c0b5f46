package io.dataflow.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.launcher.stack.StackLibraries;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "test",
    description = {
      "Run the tests inside a definition, and show what differs.",
      "Sources give the rows that each test names. The real operators run in a small Flink in a JVM",
      "of its own; neither a stack nor the sources and sinks themselves are needed."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example: dataflow test -f orders.json"})
final class TestCommand implements Callable<Integer> {
  private static final String MAIN = "io.dataflow.trial.TrialMain";
  private static final long MILLIS = 1000;

  @Option(names = "-f", required = true, paramLabel = "FILE", description = "JSON or YAML.")
  private Path file;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "Value of $${param:NAME} in the definition.")
  private Map<String, String> parameters = new HashMap<>();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "Longest time of each test; ${DEFAULT-VALUE} by default.")
  private int timeout;

  @Option(names = "--json", description = "Print the results as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    DefinitionFile definition = DefinitionFile.read(file);
    Path directory = Files.createTempDirectory("dataflow-test");
    try {
      return report(definition, run(definition, directory));
    } finally {
      Folders.delete(directory);
    }
  }

  private JsonNode run(DefinitionFile definition, Path directory)
      throws IOException, InterruptedException, CommandException {
    Path request = directory.resolve("request.json");
    Path answer = directory.resolve("answer.json");
    Path log = directory.resolve("log");
    Json.MAPPER.writeValue(request.toFile(), request(definition));
    Path lib = StackLibraries.ofCheckout(Home.ofThisCommand().checkout()).service();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                lib.resolve("*").toString(),
                MAIN,
                request.toString(),
                answer.toString(),
                directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Thread ending = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(ending);
    int exit = process.waitFor();
    Runtime.getRuntime().removeShutdownHook(ending);
    if (exit != 0 || !Files.exists(answer)) {
      throw CommandException.failed(
          "the tests could not be run:\n" + Files.readString(log).strip());
    }
    return Json.MAPPER.readTree(answer.toFile());
  }

  private ObjectNode request(DefinitionFile definition) {
    ObjectNode request = Json.MAPPER.createObjectNode();
    request.put("definition", definition.text());
    request.put("yaml", definition.yaml());
    request.put("tests", true);
    request.putObject("rows");
    request.put("limit", 1);
    request.put("timeoutMillis", timeout * MILLIS);
    request.set("parameters", Json.MAPPER.valueToTree(parameters));
    request.putArray("fileRoots");
    request.put("allowLiteralSecrets", true);
    return request;
  }

  private int report(DefinitionFile definition, JsonNode answer) {
    PrintWriter out = spec.commandLine().getOut();
    JsonNode tests = answer.path("tests");
    int failed = 0;
    for (JsonNode test : tests) {
      failed += test.path("passed").asBoolean() ? 0 : 1;
    }
    if (json) {
      out.println(answer.toPrettyString());
    } else {
      JsonNode diagnostics = answer.path("diagnostics");
      if (!diagnostics.isEmpty()) {
        out.println(new DiagnosticPrinter(definition).print(diagnostics));
      }
      tests.forEach(test -> print(test, out));
      out.println(
          tests.isEmpty()
              ? definition.name() + ": no tests were run"
              : (tests.size() - failed) + " of " + tests.size() + " tests passed");
    }
    return tests.isEmpty() ? ExitCode.BAD_INPUT : failed == 0 ? ExitCode.OK : ExitCode.FAILED;
  }

  private static void print(JsonNode test, PrintWriter out) {
    boolean passed = test.path("passed").asBoolean();
    out.println((passed ? "passed  " : "FAILED  ") + test.path("name").asText());
    test.path("differences").forEach(difference -> out.println("        " + difference.asText()));
  }
}
