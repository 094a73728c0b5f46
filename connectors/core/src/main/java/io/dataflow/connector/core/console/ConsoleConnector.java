package io.dataflow.connector.core.console;

import io.dataflow.connector.Connector;
import io.dataflow.connector.SinkConnector;
import java.util.Optional;

/** The connector {@code console}. */
public final class ConsoleConnector implements Connector {
  @Override
  public String type() {
    return "console";
  }

  @Override
  public String description() {
    return "Prints records on the task manager's standard output.";
  }

  @Override
  public Optional<SinkConnector> sink() {
    return Optional.of(new ConsoleSinkConnector());
  }
}
