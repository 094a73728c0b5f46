package io.dataflow.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataflow.error.ErrorCode;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowSerializerTest {
  record Sample(RecordSchema schema, Row row) {}

  @Property(tries = 300)
  void everyRowComesBackEqual(@ForAll("samples") Sample sample) throws IOException {
    RowSerializer serializer = new RowSerializer(sample.schema());
    Row read = roundTrip(serializer, sample.row());
    assertThat(read).isEqualTo(sample.row()).hasSameHashCodeAs(sample.row());
    assertThat(serializer.copy(sample.row())).isEqualTo(sample.row());
  }

  @Property(tries = 100)
  void theSnapshotRestoresAnEqualSerializer(@ForAll("samples") Sample sample) throws IOException {
    RowSerializer serializer = new RowSerializer(sample.schema());
    TypeSerializerSnapshot<Row> snapshot = rewritten(serializer);
    assertThat(snapshot.restoreSerializer()).isEqualTo(serializer);
    assertThat(serializer.snapshotConfiguration().resolveSchemaCompatibility(snapshot))
        .matches(compatibility -> compatibility.isCompatibleAsIs());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 64, 8191, 8192, 1_100_000})
  void textsOfAnyLengthAndWidthComeBackEqual(int length) throws IOException {
    RowSerializer serializer =
        new RowSerializer(
            new RecordSchema(List.of(new Field("a", FieldType.of(ScalarKind.STRING)))));
    for (String unit : List.of("a", "\u00ff", "\u0100", "\ud83d\ude00", "\ud83d", "\ude00")) {
      Row row = Row.of(unit.repeat(length));
      assertThat(roundTrip(serializer, row)).isEqualTo(row);
    }
  }

  @Test
  void aBadRecordComesBackEqual() throws IOException {
    Row bad =
        Row.bad(
            new BadRecord(new byte[] {1, -1}, "file:/a#line=1", ErrorCode.DECODE_ERROR, "broken"));
    assertThat(roundTrip(new RowSerializer(new RecordSchema(List.of())), bad)).isEqualTo(bad);
  }

  @Test
  void aCopySharesNothingThatCanChange() {
    FieldType array = new FieldType.Array(FieldType.of(ScalarKind.BYTES), true);
    RowSerializer serializer = new RowSerializer(new RecordSchema(List.of(new Field("a", array))));
    Row row = Row.of((Object) new Object[] {new byte[] {1}});
    Row copy = serializer.copy(row);
    ((byte[]) ((Object[]) row.get(0))[0])[0] = 2;
    assertThat(((byte[]) ((Object[]) copy.get(0))[0])[0]).isEqualTo((byte) 1);
  }

  @Test
  void javaSerialisationKeepsTheSerializerUsable() throws Exception {
    RowSerializer serializer =
        new RowSerializer(new RecordSchema(List.of(new Field("a", FieldType.of(ScalarKind.INT)))));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(serializer);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      RowSerializer read = (RowSerializer) in.readObject();
      assertThat(roundTrip(read, Row.of(7))).isEqualTo(Row.of(7));
    }
  }

  @Test
  void aRowOfAnotherSizeIsRefused() {
    RowSerializer serializer = serializer(FieldType.of(ScalarKind.INT));
    assertThatThrownBy(() -> roundTrip(serializer, Row.of(1, 2)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("2 values where the schema has 1");
  }

  private static RowSerializer serializer(FieldType type) {
    return new RowSerializer(new RecordSchema(List.of(new Field("a", type))));
  }

  private static Row roundTrip(TypeSerializer<Row> serializer, Row row) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(row, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    Row read = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    return read;
  }

  static TypeSerializerSnapshot<Row> rewritten(RowSerializer serializer) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(out.getCopyOfBuffer()), RowSerializerTest.class.getClassLoader());
  }

  @Provide
  Arbitrary<Sample> samples() {
    Arbitrary<RowKind> kinds =
        Arbitraries.of(RowKind.INSERT, RowKind.UPDATE_BEFORE, RowKind.UPDATE_AFTER, RowKind.DELETE);
    return schemas(2)
        .flatMap(
            schema ->
                Combinators.combine(kinds, records(schema))
                    .as((kind, values) -> new Sample(schema, new Row(kind, values))));
  }

  private static Arbitrary<RecordSchema> schemas(int depth) {
    return types(depth)
        .list()
        .ofMinSize(1)
        .ofMaxSize(10)
        .map(
            types -> {
              List<Field> fields = new ArrayList<>();
              types.forEach(type -> fields.add(new Field("f`" + fields.size(), type)));
              return new RecordSchema(fields);
            });
  }

  private static Arbitrary<FieldType> types(int depth) {
    Arbitrary<FieldType> flat =
        Arbitraries.oneOf(
            Arbitraries.of(ScalarKind.class).map(FieldType::of),
            Combinators.combine(
                    Arbitraries.integers().between(1, 38), Arbitraries.integers().between(0, 38))
                .as((p, s) -> new FieldType.Decimal(p, Math.min(p, s), true)));
    if (depth == 0) {
      return flat;
    }
    Arbitrary<FieldType> inner = Arbitraries.lazy(() -> types(depth - 1));
    return Arbitraries.oneOf(
        flat,
        inner.map(type -> new FieldType.Array(type, true)),
        inner.map(type -> new FieldType.Dictionary(FieldType.of(ScalarKind.STRING), type, true)),
        schemas(depth - 1).map(schema -> new FieldType.Nested(schema, true)));
  }

  private static Arbitrary<Object[]> records(RecordSchema schema) {
    return Combinators.combine(
            schema.fields().stream().map(field -> values(field.type()).injectNull(0.2)).toList())
        .as(List::toArray);
  }

  private static Arbitrary<Object> values(FieldType type) {
    if (type instanceof FieldType.Scalar scalar) {
      return scalars(scalar.kind());
    } else if (type instanceof FieldType.Decimal decimal) {
      BigInteger limit = BigInteger.TEN.pow(decimal.precision()).subtract(BigInteger.ONE);
      return Arbitraries.bigIntegers()
          .between(limit.negate(), limit)
          .map(unscaled -> new BigDecimal(unscaled, decimal.scale()));
    } else if (type instanceof FieldType.Array array) {
      return values(array.element()).injectNull(0.1).list().ofMaxSize(4).map(List::toArray);
    } else if (type instanceof FieldType.Dictionary dictionary) {
      return Arbitraries.maps(
              Arbitraries.strings().ofMaxLength(5), values(dictionary.value()).injectNull(0.1))
          .ofMaxSize(4)
          .map(LinkedHashMap::new);
    }
    return records(((FieldType.Nested) type).schema()).map(values -> values);
  }

  private static Arbitrary<Object> scalars(ScalarKind kind) {
    return switch (kind) {
      case STRING -> Arbitraries.strings().ofMaxLength(20).map(text -> text);
      case BOOLEAN -> Arbitraries.of(true, false).map(value -> value);
      case TINYINT -> Arbitraries.bytes().map(value -> value);
      case SMALLINT -> Arbitraries.shorts().map(value -> value);
      case INT, DATE, TIME -> Arbitraries.integers().map(value -> value);
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ -> Arbitraries.longs().map(value -> value);
      case FLOAT -> Arbitraries.floats().map(value -> value);
      case DOUBLE -> Arbitraries.doubles().map(value -> value);
      case BYTES -> Arbitraries.bytes().array(byte[].class).ofMaxSize(20).map(value -> value);
    };
  }
}
