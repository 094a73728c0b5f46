package io.dataflow.runtime.lookup;

import io.dataflow.connector.Connector;
import io.dataflow.connector.LookupConnector;
import java.util.Optional;

/** The connector {@code inline}. */
public final class InlineConnector implements Connector {
  @Override
  public String type() {
    return "inline";
  }

  @Override
  public String description() {
    return "A table that stands in the definition, for enrich.";
  }

  @Override
  public Optional<LookupConnector> lookup() {
    return Optional.of(new InlineLookup());
  }
}
