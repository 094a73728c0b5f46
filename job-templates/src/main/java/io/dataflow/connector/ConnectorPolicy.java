package io.dataflow.connector;

import java.io.Serializable;
import java.util.List;

/**
 * What connectors may touch on this installation.
 *
 * @param fileRoots folders below which files may be read and written; empty: everywhere (the local
 *     stack's default)
 */
public record ConnectorPolicy(List<String> fileRoots) implements Serializable {
  public static final ConnectorPolicy UNRESTRICTED = new ConnectorPolicy(List.of());

  public ConnectorPolicy {
    fileRoots = List.copyOf(fileRoots);
  }
}
