package io.dataflow.record;

import io.dataflow.schema.FieldType;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The bytes of one value of a type that is not null. */
abstract class ValueFormat {
  abstract void write(Object value, DataOutputView out) throws IOException;

  abstract Object read(DataInputView in) throws IOException;

  /** A value that shares nothing that can change with the given one. */
  Object copy(Object value) {
    return value;
  }

  static ValueFormat of(FieldType type) {
    if (type instanceof FieldType.Scalar scalar) {
      return ScalarFormat.of(scalar.kind());
    } else if (type instanceof FieldType.Decimal decimal) {
      return new DecimalFormat(decimal.precision(), decimal.scale());
    } else if (type instanceof FieldType.Array array) {
      return new ArrayFormat(of(array.element()));
    } else if (type instanceof FieldType.Dictionary dictionary) {
      return new DictionaryFormat(of(dictionary.key()), of(dictionary.value()));
    }
    return new RecordFormat(((FieldType.Nested) type).schema());
  }

  private static void writeNullable(ValueFormat format, Object value, DataOutputView out)
      throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      format.write(value, out);
    }
  }

  private static Object readNullable(ValueFormat format, DataInputView in) throws IOException {
    return in.readBoolean() ? format.read(in) : null;
  }

  private static Object copyNullable(ValueFormat format, Object value) {
    return value == null ? null : format.copy(value);
  }

  /** Unscaled; the scale is the type's. */
  private static final class DecimalFormat extends ValueFormat {
    private static final int LONG_DIGITS = 18;

    private final boolean fitsLong;
    private final int scale;

    DecimalFormat(int precision, int scale) {
      this.fitsLong = precision <= LONG_DIGITS;
      this.scale = scale;
    }

    @Override
    void write(Object value, DataOutputView out) throws IOException {
      BigInteger unscaled = ((BigDecimal) value).setScale(scale).unscaledValue();
      if (fitsLong) {
        out.writeLong(unscaled.longValueExact());
      } else {
        byte[] bytes = unscaled.toByteArray();
        out.writeByte(bytes.length);
        out.write(bytes);
      }
    }

    @Override
    Object read(DataInputView in) throws IOException {
      if (fitsLong) {
        return BigDecimal.valueOf(in.readLong(), scale);
      }
      byte[] bytes = new byte[in.readByte()];
      in.readFully(bytes);
      return new BigDecimal(new BigInteger(bytes), scale);
    }
  }

  private static final class ArrayFormat extends ValueFormat {
    private final ValueFormat element;

    ArrayFormat(ValueFormat element) {
      this.element = element;
    }

    @Override
    void write(Object value, DataOutputView out) throws IOException {
      Object[] elements = (Object[]) value;
      out.writeInt(elements.length);
      for (Object each : elements) {
        writeNullable(element, each, out);
      }
    }

    @Override
    Object read(DataInputView in) throws IOException {
      Object[] elements = new Object[in.readInt()];
      for (int i = 0; i < elements.length; i++) {
        elements[i] = readNullable(element, in);
      }
      return elements;
    }

    @Override
    Object copy(Object value) {
      Object[] elements = ((Object[]) value).clone();
      for (int i = 0; i < elements.length; i++) {
        elements[i] = copyNullable(element, elements[i]);
      }
      return elements;
    }
  }

  private static final class DictionaryFormat extends ValueFormat {
    private final ValueFormat key;
    private final ValueFormat value;

    DictionaryFormat(ValueFormat key, ValueFormat value) {
      this.key = key;
      this.value = value;
    }

    @Override
    void write(Object map, DataOutputView out) throws IOException {
      Map<?, ?> entries = (Map<?, ?>) map;
      out.writeInt(entries.size());
      for (Map.Entry<?, ?> entry : entries.entrySet()) {
        writeNullable(key, entry.getKey(), out);
        writeNullable(value, entry.getValue(), out);
      }
    }

    @Override
    Object read(DataInputView in) throws IOException {
      Map<Object, Object> entries = new LinkedHashMap<>();
      for (int i = in.readInt(); i > 0; i--) {
        Object readKey = readNullable(key, in);
        entries.put(readKey, readNullable(value, in));
      }
      return entries;
    }

    @Override
    Object copy(Object map) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      ((Map<?, ?>) map)
          .forEach((k, v) -> entries.put(copyNullable(key, k), copyNullable(value, v)));
      return entries;
    }
  }

  static byte[] readBytes(DataInputView in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }

  static void writeBytes(byte[] bytes, DataOutputView out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
