package io.dataflow.connector;

import java.util.Optional;
import java.util.Set;

/**
 * A kind of system that DataFlow reads from or writes to. Implementations are found by {@link
 * java.util.ServiceLoader} and have a public constructor without arguments.
 */
public interface Connector {
  /** The {@code sourceType} and {@code sinkType} of a definition. */
  String type();

  default Set<String> aliases() {
    return Set.of();
  }

  /** One sentence for people. */
  String description();

  /** The reading side. */
  default Optional<SourceConnector> source() {
    return Optional.empty();
  }

  /** The writing side. */
  default Optional<SinkConnector> sink() {
    return Optional.empty();
  }

  /** The tables that an enrich can look things up in. */
  default Optional<LookupConnector> lookup() {
    return Optional.empty();
  }
}
