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
import org.apache.flink.connector.file.src.util.MutableRecordAndPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
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

  /** Handing over costs as much as reading a hundred rows. */
  private static final int BATCH_ROWS = 4096;

  /** Few rows of great length fill a batch, too. */
  private static final int BATCH_BYTES = 1 << 20;

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
    return new BatchReader(open(split));
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
    return new BatchReader(reader);
  }

  private RecordReader open(FileSourceSplit split) throws IOException {
    try {
      return RecordReader.open(
          Path.of(split.path().getPath()),
          policy,
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

  /** Reads one row ahead, so that the last one of the file is known as such. */
  private static final class BatchReader implements Reader<Row> {
    private final RecordReader reader;
    private Row ahead;

    BatchReader(RecordReader reader) {
      this.reader = reader;
    }

    @Override
    public RecordIterator<Row> readBatch() throws IOException {
      Row row = ahead == null ? reader.next() : ahead;
      if (row == null) {
        return null;
      }
      long start = reader.offset();
      Batch batch = new Batch(start, reader.lines());
      do {
        long offset = reader.offset();
        long lines = reader.lines();
        ahead = reader.next();
        if (ahead == null) {
          row.endSplit();
        }
        batch.add(row, offset, lines);
        row = ahead;
      } while (row != null && batch.count < BATCH_ROWS && reader.offset() - start < BATCH_BYTES);
      return batch;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }

  /** Rows and the position behind each; goes from the reading thread to the task's. */
  private static final class Batch implements RecordIterator<Row> {
    private final Row[] rows = new Row[BATCH_ROWS];
    private final long startOffset;
    private final long startLine;
    private final int[] offsets = new int[BATCH_ROWS];
    private final int[] lines = new int[BATCH_ROWS];
    private final MutableRecordAndPosition<Row> current = new MutableRecordAndPosition<>();
    private int count;
    private int next;

    Batch(long startOffset, long startLine) {
      this.startOffset = startOffset;
      this.startLine = startLine;
    }

    void add(Row row, long offset, long line) {
      rows[count] = row;
      offsets[count] = (int) (offset - startOffset);
      lines[count++] = (int) (line - startLine);
    }

    @Override
    public RecordAndPosition<Row> next() {
      if (next == count) {
        return null;
      }
      current.set(rows[next], startOffset + offsets[next], startLine + lines[next]);
      next++;
      return current;
    }

    @Override
    public void releaseBatch() {}
  }
}
