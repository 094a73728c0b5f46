package io.dataflow.runtime.aggregate;

import io.dataflow.schema.FieldType;
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
import org.apache.flink.types.StringValue;

/**
 * The columns of a stored {@link AggregateState}, by meaning. A column that is new starts empty,
 * one that is gone is dropped, one whose values got a wider type goes on; one of another type is
 * incompatible.
 */
public final class AggregateStateSnapshot implements TypeSerializerSnapshot<AggregateState> {
  private static final int VERSION = 1;

  private StateColumns columns;

  /** For Flink, which calls {@link #readSnapshot} next. */
  public AggregateStateSnapshot() {}

  AggregateStateSnapshot(StateColumns columns) {
    this.columns = columns;
  }

  @Override
  public int getCurrentVersion() {
    return VERSION;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeInt(columns.columns().size());
    for (StateColumns.Column column : columns.columns()) {
      StringValue.writeString(column.meaning(), out);
      out.writeInt(column.numbers());
      out.writeInt(column.objects().size());
      for (FieldType type : column.objects()) {
        StringValue.writeString(type.toString(), out);
      }
    }
  }

  @Override
  public void readSnapshot(int version, DataInputView in, ClassLoader classLoader)
      throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "accumulators of snapshot version " + version + " are newer than this build");
    }
    List<StateColumns.Column> read = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      String meaning = StringValue.readString(in);
      int numbers = in.readInt();
      List<FieldType> objects = new ArrayList<>();
      for (int j = in.readInt(); j > 0; j--) {
        objects.add(type(StringValue.readString(in)));
      }
      read.add(new StateColumns.Column(meaning, numbers, objects));
    }
    columns = new StateColumns(read);
  }

  private static FieldType type(String text) throws IOException {
    try {
      return TypeParser.parse(text);
    } catch (TypeSyntaxException e) {
      throw new IOException("the snapshot names the type '" + text + "'", e);
    }
  }

  @Override
  public TypeSerializer<AggregateState> restoreSerializer() {
    return AggregateStateSerializer.restored(columns);
  }

  @Override
  public TypeSerializerSchemaCompatibility<AggregateState> resolveSchemaCompatibility(
      TypeSerializerSnapshot<AggregateState> oldSnapshot) {
    if (!(oldSnapshot instanceof AggregateStateSnapshot old)) {
      return TypeSerializerSchemaCompatibility.incompatible();
    } else if (old.columns.equals(columns)) {
      return TypeSerializerSchemaCompatibility.compatibleAsIs();
    }
    boolean goesOn =
        columns.columns().stream()
            .allMatch(
                column -> {
                  int before = old.columns.indexOf(column.meaning());
                  return before < 0 || old.columns.columns().get(before).goesOnAs(column);
                });
    return goesOn
        ? TypeSerializerSchemaCompatibility.compatibleAfterMigration()
        : TypeSerializerSchemaCompatibility.incompatible();
  }
}
