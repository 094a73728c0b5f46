package io.dataflow.record;

import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.SchemaComparison;
import io.dataflow.schema.TypeParser;
import io.dataflow.schema.TypeSyntaxException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The schema of the rows that state holds, field by field with its name and type text. State goes
 * on under another schema where {@link SchemaComparison} says so: rows are migrated, field by field
 * by name. Keys are rows too, but Flink migrates no keys: theirs has to stay.
 */
public final class RowSerializerSnapshot implements TypeSerializerSnapshot<Row> {
  private static final int VERSION = 1;

  private RecordSchema schema;
  private boolean byValue;

  /** For Flink, which calls {@link #readSnapshot} next. */
  public RowSerializerSnapshot() {}

  RowSerializerSnapshot(RecordSchema schema, boolean byValue) {
    this.schema = schema;
    this.byValue = byValue;
  }

  @Override
  public int getCurrentVersion() {
    return VERSION;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeInt(schema.size());
    for (Field field : schema.fields()) {
      StringFormat.write(field.name(), out);
      StringFormat.write(field.type().toString(), out);
    }
  }

  @Override
  public void readSnapshot(int version, DataInputView in, ClassLoader classLoader)
      throws IOException {
    if (version != VERSION) {
      throw new IOException("rows of snapshot version " + version + " are newer than this build");
    }
    List<Field> fields = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      String name = StringFormat.read(in);
      fields.add(new Field(name, parse(StringFormat.read(in))));
    }
    schema = new RecordSchema(fields);
  }

  private static FieldType parse(String text) throws IOException {
    try {
      return TypeParser.parse(text);
    } catch (TypeSyntaxException e) {
      throw new IOException("the snapshot names the type '" + text + "'", e);
    }
  }

  @Override
  public TypeSerializer<Row> restoreSerializer() {
    return RowSerializer.restored(schema);
  }

  @Override
  public TypeSerializerSchemaCompatibility<Row> resolveSchemaCompatibility(
      TypeSerializerSnapshot<Row> oldSnapshot) {
    if (!(oldSnapshot instanceof RowSerializerSnapshot old)) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    SchemaComparison edit = SchemaComparison.of(old.schema, schema);
    if (!(byValue ? edit.byValue() : edit).compatible()) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    return edit.sameLayout()
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
  }
}
