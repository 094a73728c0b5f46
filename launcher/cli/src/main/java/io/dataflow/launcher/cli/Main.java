package io.dataflow.launcher.cli;

import java.io.IOException;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code dataflow} command. */
@Command(
    name = "dataflow",
    description = "Data pipelines as JSON documents, run exactly once on Apache Flink.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    version = "DataFlow 0.1.0-SNAPSHOT",
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 wrong definition or arguments, 3 nothing answers.",
      "",
      "Example: dataflow demo"
    },
    subcommands = {
      UpCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      DownCommand.class,
      ServeCommand.class,
      DemoCommand.class,
      ApplyCommand.class,
      ValidateCommand.class,
      TestCommand.class,
      RunCommand.class,
      ListCommand.class,
      GetCommand.class,
      LifecycleCommand.Start.class,
      LifecycleCommand.Stop.class,
      LifecycleCommand.Pause.class,
      LifecycleCommand.Resume.class,
      LifecycleCommand.Reset.class,
      LifecycleCommand.Restart.class,
      DeleteCommand.class,
      EventsCommand.class,
      AutoComplete.GenerateCompletion.class
    })
public final class Main implements Runnable {

  @Spec CommandSpec spec;

  private Main() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    CommandLine completion = line.getSubcommands().get("generate-completion");
    line.addSubcommand("completion", completion);
    completion.getCommandSpec().usageMessage().hidden(true);
    return line.setExecutionExceptionHandler(
        (error, command, parsed) -> {
          command.getErr().println(message(error));
          return error instanceof CommandException known ? known.exitCode() : ExitCode.FAILED;
        });
  }

  private static String message(Exception error) {
    if (error instanceof CommandException
        || error instanceof io.dataflow.launcher.stack.StartException
        || error instanceof IllegalStateException) {
      return error.getMessage();
    }
    return error instanceof IOException io
        ? io.getClass().getSimpleName() + ": " + io.getMessage()
        : error.toString();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
