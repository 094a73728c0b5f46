package io.dataflow.trial;

import io.dataflow.function.json.RowJson;
import io.dataflow.record.Row;
import io.dataflow.schema.RecordSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Keeps the first rows that reach it and counts the others; at its end it writes them into a file
 * of its name: the count, then a line for each row, which begins with its kind.
 *
 * @param encoded whether its rows come as a {@link TrialEncoder} makes them
 * @param directory a folder of this machine
 * @param limit how many rows are kept
 */
record TrialSink(String name, RecordSchema schema, boolean encoded, String directory, int limit)
    implements Sink<Row> {
  private static final long serialVersionUID = 1L;

  @Override
  @SuppressWarnings("deprecation") // abstract in 1.20, so it must be here
  public SinkWriter<Row> createWriter(InitContext context) {
    throw new UnsupportedOperationException("Flink calls the other one");
  }

  @Override
  public SinkWriter<Row> createWriter(WriterInitContext context) {
    return new Writer(this);
  }

  /** The row's kind and its JSON. */
  static String line(Row row, RecordSchema schema) {
    return row.kind().text() + " " + RowJson.of(schema, row.values());
  }

  private static final class Writer implements SinkWriter<Row> {
    private final TrialSink sink;
    private final List<String> kept = new ArrayList<>();
    private long count;

    Writer(TrialSink sink) {
      this.sink = sink;
    }

    @Override
    public void write(Row row, Context context) {
      if (count++ < sink.limit) {
        kept.add(sink.encoded ? encodedLine(row) : line(row, sink.schema));
      }
    }

    private static String encodedLine(Row row) {
      return new String((byte[]) row.get(0), StandardCharsets.UTF_8);
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() throws IOException {
      List<String> lines = new ArrayList<>();
      lines.add(Long.toString(count));
      lines.addAll(kept);
      Files.write(Path.of(sink.directory, sink.name), lines);
    }
  }
}
