package io.dataflow.record;

import io.dataflow.schema.RecordSchema;
import java.util.Objects;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Tells Flink that a stream holds rows of a schema. */
public final class RowTypeInformation extends TypeInformation<Row> {
  private static final long serialVersionUID = 1L;

  private final RecordSchema schema;

  public RowTypeInformation(RecordSchema schema) {
    this.schema = Objects.requireNonNull(schema);
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return schema.size();
  }

  @Override
  public int getTotalFields() {
    return Math.max(1, schema.size());
  }

  @Override
  public Class<Row> getTypeClass() {
    return Row.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<Row> createSerializer(SerializerConfig config) {
    return new RowSerializer(schema);
  }

  @Override
  @SuppressWarnings("deprecation") // abstract in 1.20, so it must be here
  public TypeSerializer<Row> createSerializer(ExecutionConfig config) {
    return new RowSerializer(schema);
  }

  @Override
  public String toString() {
    return "ROW<" + schema + ">";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RowTypeInformation that && schema.equals(that.schema);
  }

  @Override
  public int hashCode() {
    return schema.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof RowTypeInformation;
  }
}
