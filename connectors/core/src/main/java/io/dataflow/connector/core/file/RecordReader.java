package io.dataflow.connector.core.file;

import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import io.dataflow.record.Row;
import io.dataflow.runtime.format.ByteSearch;
import io.dataflow.runtime.format.RecordFormat;
import io.dataflow.runtime.format.RecordFramer;
import io.dataflow.runtime.format.RowDecoder;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads one file record by record, decompressed where its name ends in {@code .gz}. Offsets are
 * bytes of the decompressed content; a UTF-8 byte order mark at the beginning is passed over.
 *
 * <p>A record that cannot be decoded is a bad row and reading goes on behind it. A quote that is
 * never closed, or not within the longest record that is allowed, spoils its own line only: what
 * follows is far more often records than the rest of one value.
 */
final class RecordReader implements Closeable {
  private static final int BUFFER = 1 << 18;

  private final Path path;
  private final RecordFramer framer;
  private final int maxRecordLength;
  private final FileChannel channel;
  private final InputStream in;
  private final boolean compressed;
  private final int bufferLength;

  private RecordDecoder decoder;
  private byte[] header;
  private byte[] buffer;
  private int position;
  private int limit;
  private long bufferOffset;
  private boolean endOfFile;
  private long lines;

  private RecordReader(Path path, FileChannel channel, RecordFramer framer, int maxRecordLength)
      throws IOException {
    this.path = path;
    this.channel = channel;
    this.framer = framer;
    this.maxRecordLength = maxRecordLength;
    this.compressed = FileNames.isGzip(path.toString());
    // One byte more than the file: its end is then found without more room.
    this.bufferLength = compressed ? BUFFER : (int) Math.min(BUFFER, channel.size() + 1);
    this.buffer = new byte[bufferLength];
    InputStream raw = Channels.newInputStream(channel);
    this.in = compressed ? decompressed(path, raw) : raw;
  }

  private static InputStream decompressed(Path path, InputStream raw) throws IOException {
    try {
      return new GZIPInputStream(raw, BUFFER);
    } catch (EOFException | ZipException e) {
      throw new IOException("'" + path + "' was not compressed by gzip", e);
    }
  }

  /**
   * Opens a file and reads its header, where the format has one.
   *
   * @param decoder of records of the format
   * @throws DataException if the header does not have the schema's columns
   * @throws IOException if the file is not there, not allowed or cannot be read
   */
  static RecordReader open(
      Path path,
      ConnectorPolicy policy,
      RecordFormat format,
      RowDecoder decoder,
      int maxRecordLength)
      throws IOException {
    FileChannel channel = FilePaths.open(path, policy);
    try {
      RecordReader reader = new RecordReader(path, channel, format.framer(), maxRecordLength);
      reader.skipByteOrderMark();
      if (decoder.needsHeader()) {
        reader.readHeader();
      }
      reader.decoder = reader.decoder(decoder);
      return reader;
    } catch (IOException | DataException e) {
      channel.close();
      throw e;
    }
  }

  private void skipByteOrderMark() throws IOException {
    while (limit < 3 && !endOfFile) {
      fill();
    }
    if (limit >= 3
        && buffer[0] == (byte) 0xEF
        && buffer[1] == (byte) 0xBB
        && buffer[2] == (byte) 0xBF) {
      position = 3;
    }
  }

  private void readHeader() throws IOException {
    int end = frame();
    if (end < 0) {
      throw new DataException(
          ErrorCode.DECODE_ERROR, "the header of '" + path + "' has a quote that is not closed");
    }
    if (end > position) {
      header = Arrays.copyOfRange(buffer, position, end);
      position = end;
      lines += framer.lines();
    }
  }

  /**
   * Lets another decoder decode this file's records, for another thread.
   *
   * @throws DataException if the header does not have the schema's columns
   */
  RecordDecoder decoder(RowDecoder other) {
    if (header != null) {
      try {
        other.bind(header, 0, header.length);
      } catch (DataException e) {
        throw new DataException(e.code(), "'" + path + "': " + e.getMessage());
      }
    }
    return new RecordDecoder(other, "file:" + path + "#line=");
  }

  /**
   * The end of the record at the position, the position itself at the end of the file, or {@link
   * RecordFramer#UNCLOSED} or {@link RecordFramer#MORE} if it is not complete within what is
   * allowed.
   */
  private int frame() throws IOException {
    while (true) {
      if (position == limit && endOfFile) {
        return position;
      }
      int end =
          position == limit ? RecordFramer.MORE : framer.end(buffer, position, limit, endOfFile);
      if (end != RecordFramer.MORE || limit - position > maxRecordLength) {
        return end;
      }
      fill();
    }
  }

  /** The next record, decoded or bad; null at the end of the file. */
  Row next() throws IOException {
    while (true) {
      int end = frame();
      if (end == position) {
        return null;
      }
      if (end < 0 || end - position > maxRecordLength) {
        return spoiltLine(end);
      }
      int start = position;
      long line = lines + 1;
      position = end;
      lines += framer.lines();
      Row row = decoder.decode(buffer, start, end, line);
      if (row != null) {
        return row;
      }
    }
  }

  /**
   * Takes the records that follow, as they stand, as long as they are complete in one buffer and
   * not too long; {@link #next} then takes the one behind them.
   */
  void take(RecordChunk chunk) throws IOException {
    fillWhole();
    chunk.begin(bufferOffset, position, lines);
    while (position < limit && !chunk.isFull()) {
      int end = framer.end(buffer, position, limit, endOfFile);
      if (end < 0 || end - position > maxRecordLength) {
        break;
      }
      position = end;
      lines += framer.lines();
      chunk.add(end, lines);
    }
    byte[] taken = buffer;
    buffer = chunk.exchange(taken);
    int rest = limit - position;
    if (buffer.length < rest) {
      buffer = new byte[taken.length];
    }
    System.arraycopy(taken, position, buffer, 0, rest);
    bufferOffset += position;
    position = 0;
    limit = rest;
  }

  /** How much is read at once, and what a chunk is to hold if no record is longer. */
  int bufferLength() {
    return bufferLength;
  }

  /** The decoder of {@link #next}. */
  RecordDecoder decoder() {
    return decoder;
  }

  private Row spoiltLine(int frameResult) throws IOException {
    long line = ++lines;
    int start = position;
    int end = lineEnd(position);
    byte[] raw =
        Arrays.copyOfRange(
            buffer,
            start,
            ByteSearch.withoutLineBreak(buffer, start, Math.min(end, start + maxRecordLength)));
    position = end;
    while (buffer[end - 1] != '\n' && !endOfFile) {
      fill();
      end = lineEnd(0);
      position = end;
      if (end == 0) {
        break;
      }
    }
    String message =
        frameResult == RecordFramer.UNCLOSED
            ? "a quote opens in this line and is not closed up to the end of the file"
            : "the record is longer than " + maxRecordLength + " bytes (option max-line-length)";
    return decoder.bad(raw, line, new DataException(ErrorCode.DECODE_ERROR, message));
  }

  private int lineEnd(int from) {
    for (int at = from; at < limit; at++) {
      if (buffer[at] == '\n') {
        return at + 1;
      }
    }
    return limit;
  }

  private void fillWhole() throws IOException {
    while (!endOfFile && limit < buffer.length) {
      fill();
    }
  }

  /** Reads more behind what is not consumed yet. */
  private void fill() throws IOException {
    if (position > 0) {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      bufferOffset += position;
      limit -= position;
      position = 0;
    }
    if (limit == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int count = read();
    if (count < 0) {
      endOfFile = true;
    } else {
      limit += count;
    }
  }

  private int read() throws IOException {
    try {
      return in.read(buffer, limit, buffer.length - limit);
    } catch (IOException e) {
      throw new IOException("'" + path + "' cannot be read: " + e.getMessage(), e);
    }
  }

  /** Goes on at a position that {@link #offset} and {@link #lines} gave. */
  void seek(long offset, long linesBefore) throws IOException {
    if (!compressed) {
      channel.position(offset);
      bufferOffset = offset;
      position = 0;
      limit = 0;
      endOfFile = false;
      if (channel.size() < offset) {
        throw shorter(offset);
      }
    }
    while (bufferOffset + limit < offset) {
      if (endOfFile) {
        throw shorter(offset);
      }
      position = limit;
      fill();
    }
    position = (int) (offset - bufferOffset);
    lines = linesBefore;
  }

  private IOException shorter(long offset) {
    return new IOException(
        "'" + path + "' ends before byte " + offset + ", which was read before: was it replaced?");
  }

  /** Where the next record begins. */
  long offset() {
    return bufferOffset + position;
  }

  /** How many lines stand before the next record. */
  long lines() {
    return lines;
  }

  @Override
  public void close() throws IOException {
    in.close();
    channel.close();
  }
}
