package io.dataflow.connector.core.test;

import io.dataflow.connector.Connector;
import io.dataflow.connector.SourceConnector;
import java.util.Optional;
import java.util.Set;

/** The connector {@code test}. */
public final class TestConnector implements Connector {
  @Override
  public String type() {
    return "test";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("datagen");
  }

  @Override
  public String description() {
    return "Generates records: of well-known kinds or of a schema, at a rate, as many as asked for.";
  }

  @Override
  public Optional<SourceConnector> source() {
    return Optional.of(new TestSourceConnector());
  }
}
