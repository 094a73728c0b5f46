package io.dataflow.connector.core.file;

import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.record.Row;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/** Makes the writer of one file of encoded rows, a line break behind each. */
final class RecordFileWriterFactory implements BulkWriter.Factory<Row> {
  private static final long serialVersionUID = 1L;
  private static final int BUFFER = 1 << 16;

  private final String folder;
  private final ConnectorPolicy policy;
  private final byte[] header;
  private final boolean gzip;

  /**
   * @param header what every file begins with, or null
   */
  RecordFileWriterFactory(String folder, ConnectorPolicy policy, byte[] header, boolean gzip) {
    this.folder = folder;
    this.policy = policy;
    this.header = header;
    this.gzip = gzip;
  }

  @Override
  public BulkWriter<Row> create(FSDataOutputStream file) throws IOException {
    // The folder is there now; a link in its path may lead somewhere else than was validated.
    FilePaths.checkedRealPath(Path.of(folder), policy);
    OutputStream open = new Unclosed(file);
    RecordFileWriter writer =
        new RecordFileWriter(
            gzip ? new GZIPOutputStream(open, BUFFER) : new BufferedOutputStream(open, BUFFER));
    if (header != null) {
      writer.writeLine(header);
    }
    return writer;
  }

  /** Flink closes the file itself, when the writer has finished. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      out.flush();
    }
  }

  private static final class RecordFileWriter implements BulkWriter<Row> {
    private final OutputStream out;

    RecordFileWriter(OutputStream out) {
      this.out = out;
    }

    @Override
    public void addElement(Row row) throws IOException {
      writeLine((byte[]) row.get(0));
    }

    void writeLine(byte[] line) throws IOException {
      out.write(line);
      out.write('\n');
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void finish() throws IOException {
      out.close();
    }
  }
}
