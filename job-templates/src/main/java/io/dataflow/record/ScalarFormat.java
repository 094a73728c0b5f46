package io.dataflow.record;

import io.dataflow.schema.ScalarKind;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Formats of the types without parameters: Java's own widths, big-endian. */
final class ScalarFormat extends ValueFormat {
  private final Writer writer;
  private final Reader reader;

  private ScalarFormat(Writer writer, Reader reader) {
    this.writer = writer;
    this.reader = reader;
  }

  static ValueFormat of(ScalarKind kind) {
    return switch (kind) {
      case STRING ->
          new ScalarFormat(
              (value, out) -> StringFormat.write((String) value, out), StringFormat::read);
      case BOOLEAN ->
          new ScalarFormat(
              (value, out) -> out.writeBoolean((Boolean) value), DataInputView::readBoolean);
      case TINYINT ->
          new ScalarFormat((value, out) -> out.writeByte((Byte) value), DataInputView::readByte);
      case SMALLINT ->
          new ScalarFormat((value, out) -> out.writeShort((Short) value), DataInputView::readShort);
      case INT, DATE, TIME ->
          new ScalarFormat((value, out) -> out.writeInt((Integer) value), DataInputView::readInt);
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ ->
          new ScalarFormat((value, out) -> out.writeLong((Long) value), DataInputView::readLong);
      case FLOAT ->
          new ScalarFormat((value, out) -> out.writeFloat((Float) value), DataInputView::readFloat);
      case DOUBLE ->
          new ScalarFormat(
              (value, out) -> out.writeDouble((Double) value), DataInputView::readDouble);
      case BYTES -> new BytesFormat();
    };
  }

  @Override
  void write(Object value, DataOutputView out) throws IOException {
    writer.write(value, out);
  }

  @Override
  Object read(DataInputView in) throws IOException {
    return reader.read(in);
  }

  private interface Writer {
    void write(Object value, DataOutputView out) throws IOException;
  }

  private interface Reader {
    Object read(DataInputView in) throws IOException;
  }

  private static final class BytesFormat extends ValueFormat {
    @Override
    void write(Object value, DataOutputView out) throws IOException {
      writeBytes((byte[]) value, out);
    }

    @Override
    Object read(DataInputView in) throws IOException {
      return readBytes(in);
    }

    @Override
    Object copy(Object value) {
      return ((byte[]) value).clone();
    }
  }
}
