package io.dataflow.connector.core.file;

import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.connector.LookupTable;
import io.dataflow.error.DataException;
import io.dataflow.record.BadRecord;
import io.dataflow.record.Row;
import io.dataflow.runtime.format.RecordFormat;
import io.dataflow.schema.RecordSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** All records of the files that a path stands for. A record that cannot be decoded is an error. */
record FileTable(
    String path,
    ConnectorPolicy policy,
    RecordFormat format,
    RecordSchema schema,
    RecordSchema projected,
    int maxRecordLength)
    implements LookupTable {
  private List<Path> files() throws IOException {
    return FileNames.list(Path.of(path), policy);
  }

  @Override
  public void read(Consumer<Row> rows) throws IOException {
    for (Path file : files()) {
      try (RecordReader reader =
          RecordReader.open(
              file, policy, format, format.decoder(schema, projected), maxRecordLength)) {
        Row row = reader.next();
        while (row != null) {
          if (row.isBad()) {
            BadRecord bad = row.badRecord();
            throw new DataException(bad.code(), "at " + bad.position() + ": " + bad.message());
          }
          rows.accept(row);
          row = reader.next();
        }
      }
    }
  }

  /** Names, sizes and times of change; what is replaced within one tick and size goes unseen. */
  @Override
  public String version() throws IOException {
    StringBuilder version = new StringBuilder();
    for (Path file : files()) {
      version
          .append(file)
          .append(' ')
          .append(Files.size(file))
          .append(' ')
          .append(Files.getLastModifiedTime(file))
          .append('\n');
    }
    return version.toString();
  }
}
