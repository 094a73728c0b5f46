package io.dataflow.benchmark.nexmark.result;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * The sink of every measured job. It counts rows, and with a format also writes each of them, its
 * change in front. A job runs in a JVM that sees the folder.
 */
public final class ResultSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1L;

  private final String folder;
  private final ResultFormat<T> format;

  private ResultSink(String folder, ResultFormat<T> format) {
    this.folder = folder;
    this.format = format;
  }

  /** Only counts. */
  public static <T> ResultSink<T> counting(Path folder) {
    return new ResultSink<>(folder.toString(), null);
  }

  public static <T> ResultSink<T> writing(Path folder, ResultFormat<T> format) {
    return new ResultSink<>(folder.toString(), format);
  }

  @Override
  @SuppressWarnings("deprecation") // abstract in 1.20, so it must be here
  public SinkWriter<T> createWriter(InitContext context) {
    throw new UnsupportedOperationException("Flink calls the other one");
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    Path path = Path.of(folder);
    Files.createDirectories(path);
    int subtask = context.getTaskInfo().getIndexOfThisSubtask();
    return format == null
        ? new CountingWriter<>(ResultFolder.counts(path, subtask))
        : new LineWriter<>(
            ResultFolder.counts(path, subtask),
            Files.newBufferedWriter(ResultFolder.changes(path, subtask)),
            format);
  }

  private static class CountingWriter<T> implements SinkWriter<T> {
    private final Path file;
    private long count;

    CountingWriter(Path file) {
      this.file = file;
    }

    @Override
    public void write(T row, Context context) throws IOException {
      count++;
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      if (endOfInput) {
        Files.writeString(file, Long.toString(count));
      }
    }

    @Override
    public void close() throws IOException {}
  }

  private static final class LineWriter<T> extends CountingWriter<T> {
    private final BufferedWriter out;
    private final ResultFormat<T> format;
    private final ResultLine line = new ResultLine();

    LineWriter(Path count, BufferedWriter out, ResultFormat<T> format) {
      super(count);
      this.out = out;
      this.format = format;
    }

    @Override
    public void write(T row, Context context) throws IOException {
      super.write(row, context);
      line.clear();
      format.format(row, line);
      out.write(format.change(row).sign());
      out.write(line.toString());
      out.write('\n');
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      super.flush(endOfInput);
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
