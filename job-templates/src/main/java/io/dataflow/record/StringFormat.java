package io.dataflow.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Any sequence of chars, also halves of surrogate pairs: its length and width in one
 * variable-length number, then one byte for each char, or two where a char needs them.
 *
 * <p>Not Flink's {@code StringValue}, which hands on byte by byte: into the stream of a checkpoint
 * that takes most of the time of writing a state.
 */
final class StringFormat {
  private static final int WIDE = 1;
  private static final int GROUP_BITS = 7;
  private static final int MORE = 1 << GROUP_BITS;

  private StringFormat() {}

  static void write(String value, DataOutputView out) throws IOException {
    byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
    // Copies and a comparison of arrays are cheaper than a look at each char.
    if (new String(bytes, StandardCharsets.ISO_8859_1).equals(value)) {
      writeNumber((long) value.length() << 1, out);
      out.write(bytes);
    } else {
      writeNumber(((long) value.length() << 1) | WIDE, out);
      out.write(wide(value));
    }
  }

  static String read(DataInputView in) throws IOException {
    long head = readNumber(in);
    int length = (int) (head >> 1);
    if ((head & WIDE) == 0) {
      byte[] bytes = new byte[length];
      in.readFully(bytes);
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
    byte[] bytes = new byte[Math.multiplyExact(length, Character.BYTES)];
    in.readFully(bytes);
    char[] chars = new char[length];
    for (int i = 0; i < length; i++) {
      chars[i] = (char) ((bytes[2 * i] << Byte.SIZE) | (bytes[2 * i + 1] & 0xff));
    }
    return new String(chars);
  }

  private static byte[] wide(String value) {
    byte[] bytes = new byte[Math.multiplyExact(value.length(), Character.BYTES)];
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      bytes[2 * i] = (byte) (c >> Byte.SIZE);
      bytes[2 * i + 1] = (byte) c;
    }
    return bytes;
  }

  private static void writeNumber(long number, DataOutputView out) throws IOException {
    long rest = number;
    while (rest >= MORE) {
      out.writeByte((int) (rest & MORE - 1) | MORE);
      rest >>>= GROUP_BITS;
    }
    out.writeByte((int) rest);
  }

  private static long readNumber(DataInputView in) throws IOException {
    long number = 0;
    int shift = 0;
    int group;
    do {
      group = in.readUnsignedByte();
      number |= (long) (group & MORE - 1) << shift;
      shift += GROUP_BITS;
    } while (group >= MORE);
    return number;
  }
}
