package io.dataflow.launcher.cli;

import io.dataflow.launcher.stack.LocalStack;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "up",
    description = "Start Cassandra, Flink and the service on this machine, and leave them running.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: dataflow up --small --port-base 18080"})
final class UpCommand implements Callable<Integer> {

  @Mixin private StackOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    LocalStack stack =
        new StackStarter(Home.ofThisCommand(), out).up(options.wanted(), options.small);
    Addresses.of(stack.settings().ports())
        .forEach((name, address) -> out.printf("%-14s %s%n", name, address));
    out.println("dataflow status shows it, dataflow logs -f follows it, dataflow down ends it");
    out.flush();
    return ExitCode.OK;
  }
}
