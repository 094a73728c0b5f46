package io.dataflow.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Start, stop and what lies between: each is one request whose outcome is awaited for a while. */
abstract class LifecycleCommand extends ApiCommand {

  private final String action;

  @Parameters(paramLabel = "ID", description = "The pipeline's id.")
  private String id;

  private LifecycleCommand(String action) {
    this.action = action;
  }

  /** Adds the command's own arguments. */
  void fill(ObjectNode body) {}

  @Override
  public final Integer call() throws Exception {
    ObjectNode body = Json.MAPPER.createObjectNode();
    fill(body);
    JsonNode answer = pipelines().command(id, action, body);
    String message = answer.path("message").asText();
    print(
        answer,
        id + ": " + answer.path("status").asText() + (message.isEmpty() ? "" : ", " + message));
    return answer.path("operation").path("state").asText().equals("failed")
        ? ExitCode.FAILED
        : ExitCode.OK;
  }

  @Command(
      name = "start",
      description = "Run a pipeline.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example: dataflow start orders"})
  static final class Start extends LifecycleCommand {

    @Option(
        names = "--from",
        paramLabel = "POINT",
        description = "latest, none (from the beginning) or the id of a snapshot.")
    private String from;

    @Option(
        names = "--allow-non-restored-state",
        description = "Go on without state that this version does not take up.")
    private boolean allowNonRestoredState;

    Start() {
      super("start");
    }

    @Override
    void fill(ObjectNode body) {
      if (from != null) {
        body.put("from", from);
      }
      if (allowNonRestoredState) {
        body.put("allowNonRestoredState", true);
      }
    }
  }

  /** People say why they end what runs. */
  private abstract static class Ending extends LifecycleCommand {

    @Option(names = "--reason", description = "Kept in the pipeline's history.")
    private String reason;

    Ending(String action) {
      super(action);
    }

    @Override
    final void fill(ObjectNode body) {
      if (reason != null) {
        body.put("reason", reason);
      }
    }
  }

  @Command(
      name = "stop",
      description = "Stop a pipeline, keeping a savepoint.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example: dataflow stop orders --reason maintenance"})
  static final class Stop extends Ending {
    Stop() {
      super("stop");
    }
  }

  @Command(
      name = "pause",
      description = "Stop a pipeline for a while; resume goes on from exactly there.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example: dataflow pause orders"})
  static final class Pause extends Ending {
    Pause() {
      super("pause");
    }
  }

  @Command(
      name = "resume",
      description = "Go on with a paused pipeline.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example: dataflow resume orders"})
  static final class Resume extends LifecycleCommand {
    Resume() {
      super("resume");
    }
  }

  @Command(
      name = "reset",
      description = "Forget a pipeline's failure and position; the definition stays.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example: dataflow reset orders"})
  static final class Reset extends LifecycleCommand {
    Reset() {
      super("reset");
    }
  }

  @Command(
      name = "restart",
      description = "Stop and start a pipeline through a savepoint, with its newest definition.",
      mixinStandardHelpOptions = true,
      footer = {"", "Example: dataflow restart orders"})
  static final class Restart extends LifecycleCommand {
    Restart() {
      super("restart");
    }
  }
}
