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
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Takes the first records of a source, as JSON or, where they could not be decoded, as they are;
 * then it ends the job, which might never end by itself.
 *
 * @param file a line for each record, line breaks and backslashes escaped
 */
record SampleSink(RecordSchema schema, String file, int limit) implements Sink<Row> {
  private static final long serialVersionUID = 1L;

  /** There are as many as were asked for. */
  static final class EnoughException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  static List<String> read(Path file) throws IOException {
    return Files.exists(file)
        ? Files.readAllLines(file).stream().map(String::translateEscapes).toList()
        : List.of();
  }

  @Override
  @SuppressWarnings("deprecation") // abstract in 1.20, so it must be here
  public SinkWriter<Row> createWriter(InitContext context) {
    throw new UnsupportedOperationException("Flink calls the other one");
  }

  @Override
  public SinkWriter<Row> createWriter(WriterInitContext context) {
    return new Writer(this);
  }

  private static final class Writer implements SinkWriter<Row> {
    private final SampleSink sink;
    private final List<String> taken = new ArrayList<>();

    Writer(SampleSink sink) {
      this.sink = sink;
    }

    @Override
    public void write(Row row, Context context) {
      String text =
          row.isBad()
              ? new String(row.badRecord().raw(), StandardCharsets.UTF_8)
              : RowJson.of(sink.schema, row.values());
      taken.add(text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"));
      if (taken.size() == sink.limit) {
        throw new SuppressRestartsException(new EnoughException());
      }
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() throws IOException {
      Files.write(Path.of(sink.file), taken);
    }
  }
}
