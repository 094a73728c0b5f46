package io.dataflow.record;

import io.dataflow.error.ErrorCode;
import io.dataflow.schema.RecordSchema;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes rows of one schema: the kind's byte, then the values as {@link RecordFormat} orders them,
 * or the parts of a {@link BadRecord}.
 *
 * <p>In state the schema may change by name, see {@link RowSerializerSnapshot}. RocksDB rewrites
 * what it holds before it is read; a heap state backend gives out rows as it restored them, so
 * whoever reads rows from state brings them into the present layout with {@link #adopt}.
 */
public final class RowSerializer extends TypeSerializer<Row> {
  private static final long serialVersionUID = 1L;

  private final RecordSchema schema;
  private final boolean byValue;

  /** Whether it was made of a snapshot: then its rows say in which layout they lie. */
  private final boolean restored;

  private transient RecordFormat format;

  /**
   * For the schema that restored rows had last. Serializers are shared by threads; either may win.
   */
  private transient RowAdoption adoption;

  public RowSerializer(RecordSchema schema) {
    this(schema, false, false);
  }

  private RowSerializer(RecordSchema schema, boolean byValue, boolean restored) {
    this.schema = Objects.requireNonNull(schema);
    this.byValue = byValue;
    this.restored = restored;
    this.format = new RecordFormat(schema);
  }

  /**
   * Of stored rows that are found again by all their values: a field that is new would be NULL in
   * them, and not in the row that looks for them, so none may be added.
   */
  public static RowSerializer byValue(RecordSchema schema) {
    return new RowSerializer(schema, true, false);
  }

  static RowSerializer restored(RecordSchema schema) {
    return new RowSerializer(schema, false, true);
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

  /**
   * A row from state in this serializer's layout; itself where it lies so. NULL where it was
   * written without a field.
   *
   * @param row null: null
   */
  public Row adopt(Row row) {
    return row instanceof RestoredRow stored ? adoption(stored).adopt(stored) : row;
  }

  private RowAdoption adoption(RestoredRow stored) {
    RowAdoption known = adoption;
    if (known == null || !known.from().equals(stored.schema())) {
      known = new RowAdoption(stored.schema(), schema);
      adoption = known;
    }
    return known;
  }

  /**
   * Adopts a list from state, in place.
   *
   * @param rows stored together; new ones may have been put behind the first
   */
  public void adoptAll(List<Row> rows) {
    if (!rows.isEmpty()
        && rows.get(0) instanceof RestoredRow stored
        && !adoption(stored).sameLayout()) {
      rows.replaceAll(this::adopt);
    }
  }

  /** Itself: what it keeps between calls follows from what it is given. */
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
    return from.isBad() ? from : new Row(from.kind(), format.copy(adopt(from).values()));
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
      format.write(adopt(row).values(), out);
    }
  }

  @Override
  public Row deserialize(DataInputView in) throws IOException {
    RowKind kind = RowKind.of(in.readByte());
    if (kind != RowKind.BAD) {
      Object[] values = format.read(in);
      return restored ? new RestoredRow(kind, values, schema) : new Row(kind, values);
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
    return new RowSerializerSnapshot(schema, byValue);
  }
}
