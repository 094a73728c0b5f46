package io.dataflow.record;

import io.dataflow.error.ErrorCode;
import io.dataflow.schema.RecordSchema;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes rows of one schema: the kind's byte, then the values as {@link RecordFormat} orders them,
 * or the parts of a {@link BadRecord}.
 */
public final class RowSerializer extends TypeSerializer<Row> {
  private static final long serialVersionUID = 1L;

  private final RecordSchema schema;
  private transient RecordFormat format;

  public RowSerializer(RecordSchema schema) {
    this.schema = Objects.requireNonNull(schema);
    this.format = new RecordFormat(schema);
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    format = new RecordFormat(schema);
  }

  public RecordSchema schema() {
    return schema;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  /** Itself: it keeps nothing between calls. */
  @Override
  public TypeSerializer<Row> duplicate() {
    return this;
  }

  @Override
  public Row createInstance() {
    return new Row(RowKind.INSERT, new Object[schema.size()]);
  }

  @Override
  public Row copy(Row from) {
    // A bad record cannot change, see BadRecord.raw.
    return from.isBad() ? from : new Row(from.kind(), format.copy(from.values()));
  }

  @Override
  public Row copy(Row from, Row reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Row row, DataOutputView out) throws IOException {
    out.writeByte(row.kind().code());
    if (row.isBad()) {
      BadRecord bad = row.badRecord();
      ValueFormat.writeBytes(bad.raw(), out);
      StringFormat.write(bad.position(), out);
      StringFormat.write(bad.code().name(), out);
      StringFormat.write(bad.message(), out);
    } else {
      format.write(row.values(), out);
    }
  }

  @Override
  public Row deserialize(DataInputView in) throws IOException {
    RowKind kind = RowKind.of(in.readByte());
    if (kind != RowKind.BAD) {
      return new Row(kind, format.read(in));
    }
    byte[] raw = ValueFormat.readBytes(in);
    String position = StringFormat.read(in);
    ErrorCode code = ErrorCode.valueOf(StringFormat.read(in));
    return Row.bad(new BadRecord(raw, position, code, StringFormat.read(in)));
  }

  @Override
  public Row deserialize(Row reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowSerializer that && schema.equals(that.schema);
  }

  @Override
  public int hashCode() {
    return schema.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<Row> snapshotConfiguration() {
    return new RowSerializerSnapshot(schema);
  }
}
