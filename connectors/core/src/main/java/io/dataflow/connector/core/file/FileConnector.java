package io.dataflow.connector.core.file;

import io.dataflow.connector.Connector;
import io.dataflow.connector.LookupConnector;
import io.dataflow.connector.SinkConnector;
import io.dataflow.connector.SourceConnector;
import java.util.Optional;

/** The connector {@code file}. */
public final class FileConnector implements Connector {
  @Override
  public String type() {
    return "file";
  }

  @Override
  public String description() {
    return "Reads and writes csv, JSON lines and text files, also compressed with gzip.";
  }

  @Override
  public Optional<SourceConnector> source() {
    return Optional.of(new FileSourceConnector());
  }

  @Override
  public Optional<SinkConnector> sink() {
    return Optional.of(new FileSinkConnector());
  }

  @Override
  public Optional<LookupConnector> lookup() {
    return Optional.of(new FileLookupConnector());
  }
}
