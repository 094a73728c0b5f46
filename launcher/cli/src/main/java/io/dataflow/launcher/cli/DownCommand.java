package io.dataflow.launcher.cli;

import io.dataflow.launcher.stack.LocalStack;
import io.dataflow.launcher.stack.StackPorts;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "down",
    description = "End the local stack. Pipelines and their data stay, and go on with the next up.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: dataflow down --purge"})
final class DownCommand implements Callable<Integer> {

  @Option(names = "--purge", description = "Delete all pipelines, their history and their state.")
  private boolean purge;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Home home = Home.ofThisCommand();
    LocalStack stack =
        home.startedStack()
            .orElseGet(() -> LocalStack.open(home.settings(StackPorts.standard(), false)));
    boolean ran = StackStarter.anyAlive(stack);
    stack.stop();
    home.forget();
    Folders.delete(home.layout().run());
    out.println(ran ? "ended" : "nothing was running");
    if (purge) {
      Folders.delete(home.layout().data());
      Folders.delete(home.layout().logs());
      Folders.delete(home.layout().generatedConf());
      out.println("deleted data and logs in " + home.layout().home());
    }
    out.flush();
    return ExitCode.OK;
  }
}
