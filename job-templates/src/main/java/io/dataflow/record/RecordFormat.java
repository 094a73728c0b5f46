package io.dataflow.record;

import io.dataflow.schema.RecordSchema;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Values by position: one bit a field that says null, then the values that are not. */
final class RecordFormat extends ValueFormat {
  private final ValueFormat[] fields;

  RecordFormat(RecordSchema schema) {
    fields =
        schema.fields().stream()
            .map(field -> ValueFormat.of(field.type()))
            .toArray(ValueFormat[]::new);
  }

  @Override
  void write(Object value, DataOutputView out) throws IOException {
    Object[] values = (Object[]) value;
    if (values.length != fields.length) {
      throw new IOException(
          "a record of " + values.length + " values where the schema has " + fields.length);
    }
    for (int start = 0; start < fields.length; start += Byte.SIZE) {
      int nulls = 0;
      int end = Math.min(fields.length, start + Byte.SIZE);
      for (int i = start; i < end; i++) {
        if (values[i] == null) {
          nulls |= 1 << (i - start);
        }
      }
      out.writeByte(nulls);
    }
    for (int i = 0; i < fields.length; i++) {
      if (values[i] != null) {
        fields[i].write(values[i], out);
      }
    }
  }

  @Override
  Object[] read(DataInputView in) throws IOException {
    byte[] nulls = new byte[(fields.length + Byte.SIZE - 1) / Byte.SIZE];
    in.readFully(nulls);
    Object[] values = new Object[fields.length];
    for (int i = 0; i < fields.length; i++) {
      if ((nulls[i / Byte.SIZE] & (1 << (i % Byte.SIZE))) == 0) {
        values[i] = fields[i].read(in);
      }
    }
    return values;
  }

  @Override
  Object[] copy(Object value) {
    Object[] values = ((Object[]) value).clone();
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        values[i] = fields[i].copy(values[i]);
      }
    }
    return values;
  }
}
