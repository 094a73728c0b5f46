package io.dataflow.connector.core.file;

import io.dataflow.record.Row;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.MutableRecordAndPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;

/**
 * Reads a file for two threads that share the work: the reading thread finds records and decodes
 * them as long as the task's thread has others to go on with; what is left of a batch when that one
 * runs dry, it decodes by itself. Whether reading or what the task does costs more, both are busy.
 *
 * <p>One row is read ahead, so that the last one of the file is known as such.
 */
final class BatchReader implements BulkFormat.Reader<Row> {
  private final RecordReader reader;
  private final RecordDecoder taskDecoder;

  /** Batches that the task has before it, but for the end of the one that it is at. */
  private final AtomicInteger ahead = new AtomicInteger();

  private final Queue<RecordChunk> used = new ConcurrentLinkedQueue<>();
  private Row next;

  /**
   * @param taskDecoder like the reader's own, for the task's thread
   */
  BatchReader(RecordReader reader, RecordDecoder taskDecoder) {
    this.reader = reader;
    this.taskDecoder = taskDecoder;
  }

  @Override
  public BulkFormat.RecordIterator<Row> readBatch() throws IOException {
    Row first = next == null ? reader.next() : next;
    if (first == null) {
      return null;
    }
    RecordChunk chunk = used.poll();
    if (chunk == null) {
      chunk = new RecordChunk(reader.bufferLength());
    }
    reader.take(chunk);
    Batch batch = new Batch(first, chunk);
    next = reader.next();
    while (!batch.isDecoded() && (next == null || ahead.get() > 0)) {
      batch.decodeNext();
    }
    if (next == null) {
      batch.last().endSplit();
    }
    ahead.incrementAndGet();
    return batch;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  /** Goes from the reading thread to the task's, and has the position behind each row. */
  private final class Batch implements BulkFormat.RecordIterator<Row> {
    private final RecordChunk chunk;
    private final Row[] rows;
    private final int almostAll;
    private final MutableRecordAndPosition<Row> current = new MutableRecordAndPosition<>();
    private int decoded = 1;
    private int at;

    Batch(Row first, RecordChunk chunk) {
      this.chunk = chunk;
      this.rows = new Row[chunk.count()];
      this.rows[0] = first;
      // Early enough for the next batch to be there in time.
      this.almostAll = chunk.count() - chunk.count() / 8 - 1;
    }

    boolean isDecoded() {
      return decoded == rows.length;
    }

    void decodeNext() {
      rows[decoded] = chunk.decode(decoded, reader.decoder());
      decoded++;
    }

    /** The last row that is not a blank line. */
    Row last() {
      int last = rows.length - 1;
      while (rows[last] == null) {
        last--;
      }
      return rows[last];
    }

    @Override
    public RecordAndPosition<Row> next() {
      while (at < rows.length) {
        int record = at++;
        if (record == almostAll) {
          ahead.decrementAndGet();
        }
        Row row = record < decoded ? rows[record] : chunk.decode(record, taskDecoder);
        if (row != null) {
          current.set(row, chunk.offsetBehind(record), chunk.linesBehind(record));
          return current;
        }
      }
      return null;
    }

    @Override
    public void releaseBatch() {
      if (chunk.isOfLength(reader.bufferLength())) {
        used.add(chunk);
      }
    }
  }
}
