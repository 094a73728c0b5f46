package io.dataflow.connector.core.file;

import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.error.DataException;
import io.dataflow.record.Row;
import io.dataflow.record.RowTypeInformation;
import io.dataflow.runtime.format.RecordFormat;
import io.dataflow.schema.RecordSchema;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Reads files for Flink's file source. A file is one split: a line break may stand within quotes,
 * so that a csv file cannot be entered in the middle.
 *
 * <p>Of a position Flink keeps two numbers for the format: the byte offset of the next record and a
 * count of records behind it. The offset alone is exact here; the second number carries how many
 * lines stand before it.
 */
final class FileRowFormat implements BulkFormat<Row, FileSourceSplit> {
  private static final long serialVersionUID = 1L;

  private final RecordFormat format;
  private final RecordSchema schema;
  private final RecordSchema projected;
  private final int maxRecordLength;
  private final ConnectorPolicy policy;

  FileRowFormat(
      RecordFormat format,
      RecordSchema schema,
      RecordSchema projected,
      int maxRecordLength,
      ConnectorPolicy policy) {
    this.format = format;
    this.schema = schema;
    this.projected = projected;
    this.maxRecordLength = maxRecordLength;
    this.policy = policy;
  }

  @Override
  public Reader<Row> createReader(Configuration config, FileSourceSplit split) throws IOException {
    return batches(open(split));
  }

  @Override
  public Reader<Row> restoreReader(Configuration config, FileSourceSplit split) throws IOException {
    RecordReader reader = open(split);
    CheckpointedPosition position =
        split
            .getReaderPosition()
            .orElseThrow(() -> new IOException("split " + split + " has no position"));
    try {
      reader.seek(position.getOffset(), position.getRecordsAfterOffset());
    } catch (IOException e) {
      reader.close();
      throw e;
    }
    return batches(reader);
  }

  private Reader<Row> batches(RecordReader reader) {
    return new BatchReader(reader, reader.decoder(format.decoder(schema, projected)));
  }

  private RecordReader open(FileSourceSplit split) throws IOException {
    try {
      return RecordReader.open(
          Path.of(split.path().getPath()),
          policy,
          format,
          format.decoder(schema, projected),
          maxRecordLength);
    } catch (DataException e) {
      // The header will still be wrong after a restart.
      throw new SuppressRestartsException(e);
    }
  }

  @Override
  public boolean isSplittable() {
    return false;
  }

  @Override
  public TypeInformation<Row> getProducedType() {
    return new RowTypeInformation(projected);
  }
}
