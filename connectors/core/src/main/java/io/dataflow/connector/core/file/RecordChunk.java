package io.dataflow.connector.core.file;

import io.dataflow.record.Row;

/**
 * A part of a file: its bytes and where the records in it end, for somebody else to decode. Record
 * 0 stands in front of the bytes; of it only the position is known.
 */
final class RecordChunk {
  /** Handing over costs as much as reading a hundred rows. */
  private static final int MOST_RECORDS = 4096;

  private final int[] ends;
  private final int[] lines;
  private byte[] bytes;
  private int count;
  private long offset;
  private long linesBefore;

  RecordChunk(int length) {
    bytes = new byte[length];
    ends = new int[Math.min(MOST_RECORDS, length + 1)];
    lines = new int[ends.length];
  }

  /**
   * Forgets what was in it.
   *
   * @param fileOffset of the first byte
   * @param from the position of the first record's bytes
   * @param fileLines how many lines stand before that one
   */
  void begin(long fileOffset, int from, long fileLines) {
    offset = fileOffset;
    linesBefore = fileLines;
    ends[0] = from;
    lines[0] = 0;
    count = 1;
  }

  boolean isFull() {
    return count == ends.length;
  }

  /**
   * @param end the position behind the record
   * @param fileLines how many lines stand before that position
   */
  void add(int end, long fileLines) {
    ends[count] = end;
    lines[count++] = (int) (fileLines - linesBefore);
  }

  /** Takes the bytes that the positions mean and gives its own. */
  byte[] exchange(byte[] filled) {
    byte[] mine = bytes;
    bytes = filled;
    return mine;
  }

  /** Whether its bytes are as many as usual; a long record makes them more. */
  boolean isOfLength(int length) {
    return bytes.length == length;
  }

  /** How many records there are, the first included. */
  int count() {
    return count;
  }

  /** The byte of the file behind a record. */
  long offsetBehind(int record) {
    return offset + ends[record];
  }

  /** How many lines of the file stand before the end of a record. */
  long linesBehind(int record) {
    return linesBefore + lines[record];
  }

  /** The row of a record other than the first; null for a blank line. */
  Row decode(int record, RecordDecoder decoder) {
    return decoder.decode(bytes, ends[record - 1], ends[record], linesBehind(record - 1) + 1);
  }
}
