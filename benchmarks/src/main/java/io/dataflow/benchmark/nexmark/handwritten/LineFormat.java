package io.dataflow.benchmark.nexmark.handwritten;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;

/** Reads files line by line, straight from bytes to events. */
final class LineFormat<T> extends SimpleStreamFormat<T> {
  private static final long serialVersionUID = 1L;

  private final LineParser<T> parser;
  private final TypeInformation<T> type;
  private final boolean header;

  LineFormat(LineParser<T> parser, TypeInformation<T> type, boolean header) {
    this.parser = parser;
    this.type = type;
    this.header = header;
  }

  @Override
  public StreamFormat.Reader<T> createReader(Configuration config, FSDataInputStream stream)
      throws IOException {
    LineReader<T> reader = new LineReader<>(stream, parser);
    if (header) {
      reader.skipLine();
    }
    return reader;
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return type;
  }

  private static final class LineReader<T> implements StreamFormat.Reader<T> {
    private static final int BUFFER = 1 << 16;

    private final FSDataInputStream in;
    private final LineParser<T> parser;
    private byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;

    LineReader(FSDataInputStream in, LineParser<T> parser) {
      this.in = in;
      this.parser = parser;
    }

    void skipLine() throws IOException {
      int end = lineEnd();
      position = end + 1;
    }

    @Override
    public T read() throws IOException {
      int end = lineEnd();
      if (end < 0) {
        return null;
      }
      T event = parser.parse(buffer, position, end);
      position = end + 1;
      return event;
    }

    /** The position of the line break, or -1 at the end; every line has one. */
    private int lineEnd() throws IOException {
      int at = position;
      while (true) {
        while (at < limit) {
          if (buffer[at] == '\n') {
            return at;
          }
          at++;
        }
        int scanned = at - position;
        if (!fill()) {
          return -1;
        }
        at = position + scanned;
      }
    }

    private boolean fill() throws IOException {
      if (position > 0) {
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
      }
      if (limit == buffer.length) {
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
      int count = in.read(buffer, limit, buffer.length - limit);
      limit += Math.max(count, 0);
      return count > 0;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
