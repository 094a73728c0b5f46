package io.dataflow.connector;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * The connectors on the class path, by type and alias; names are case-insensitive and trimmed, as
 * the seed's were.
 */
public final class ConnectorRegistry {
  private final Map<String, Connector> byType = new TreeMap<>();
  private final Map<String, Connector> byName = new LinkedHashMap<>();

  public ConnectorRegistry(Iterable<Connector> connectors) {
    for (Connector connector : connectors) {
      byType.put(connector.type(), connector);
      register(connector.type(), connector);
      connector.aliases().forEach(alias -> register(alias, connector));
    }
  }

  public static ConnectorRegistry load(ClassLoader classLoader) {
    return new ConnectorRegistry(ServiceLoader.load(Connector.class, classLoader));
  }

  private void register(String name, Connector connector) {
    Connector other = byName.put(name, connector);
    if (other != null) {
      throw new IllegalStateException(
          "two connectors are called '"
              + name
              + "': "
              + other.getClass().getName()
              + " and "
              + connector.getClass().getName());
    }
  }

  public Optional<Connector> find(String name) {
    return Optional.ofNullable(byName.get(name.strip().toLowerCase(Locale.ROOT)));
  }

  /** All connectors, by type. */
  public List<Connector> all() {
    return List.copyOf(byType.values());
  }

  /** All types that have a reading side. */
  public List<String> sourceTypes() {
    return byType.values().stream()
        .filter(connector -> connector.source().isPresent())
        .map(Connector::type)
        .toList();
  }

  /** All types that give tables to look things up in. */
  public List<String> lookupTypes() {
    return byType.values().stream()
        .filter(connector -> connector.lookup().isPresent())
        .map(Connector::type)
        .toList();
  }

  /** All types that have a writing side. */
  public List<String> sinkTypes() {
    return byType.values().stream()
        .filter(connector -> connector.sink().isPresent())
        .map(Connector::type)
        .toList();
  }
}
