package io.dataflow.launcher.cli;

import io.dataflow.launcher.stack.LocalStack;
import io.dataflow.launcher.stack.StackLibraries;
import io.dataflow.launcher.stack.StackPorts;
import io.dataflow.launcher.stack.StackSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "serve",
    description = {
      "Run the service alone, in the foreground, on your own Cassandra and Flink.",
      "CASSANDRA_CONTACT_POINTS, CASSANDRA_LOCAL_DC, FLINK_URL, API_PORT and the service's other"
          + " settings are environment variables."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: FLINK_URL=http://flink:8081 CASSANDRA_CONTACT_POINTS=db:9042 dataflow serve"
    })
final class ServeCommand implements Callable<Integer> {

  @Override
  public Integer call() throws Exception {
    Home home = Home.ofThisCommand();
    StackSettings local = home.settings(StackPorts.standard(), false);
    StackSettings settings =
        new StackSettings(
            local.layout(),
            StackLibraries.ofCheckout(home.checkout()),
            local.ports(),
            local.memory(),
            local.flink(),
            local.service(),
            local.detached(),
            local.shortLived());
    return LocalStack.open(settings).service().runInForeground();
  }
}
