package io.dataflow.connector.core.console;

import io.dataflow.record.Row;
import java.io.PrintStream;
import java.util.Arrays;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Writes encoded rows, each with a line break, so that records of parallel writers do not mix. */
final class ConsoleSink implements Sink<Row> {
  private static final long serialVersionUID = 1L;

  private final boolean toStandardError;

  ConsoleSink(boolean toStandardError) {
    this.toStandardError = toStandardError;
  }

  @Override
  public SinkWriter<Row> createWriter(WriterInitContext context) {
    return new ConsoleWriter(toStandardError ? System.err : System.out);
  }

  @Override
  @SuppressWarnings("deprecation") // abstract in 1.20, so it must be here
  public SinkWriter<Row> createWriter(InitContext context) {
    return new ConsoleWriter(toStandardError ? System.err : System.out);
  }

  private static final class ConsoleWriter implements SinkWriter<Row> {
    private final PrintStream out;

    ConsoleWriter(PrintStream out) {
      this.out = out;
    }

    @Override
    public void write(Row row, Context context) {
      byte[] record = (byte[]) row.get(0);
      byte[] line = Arrays.copyOf(record, record.length + 1);
      line[record.length] = '\n';
      out.write(line, 0, line.length);
      out.flush();
    }

    @Override
    public void flush(boolean endOfInput) {
      out.flush();
    }

    @Override
    public void close() {
      out.flush();
    }
  }
}
