package io.dataflow.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.TypeParser;
import io.dataflow.schema.TypeSyntaxException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that were stored under another schema. */
class RowAdoptionTest {
  private static final RecordSchema BEFORE =
      schema("k INT NOT NULL, a STRING, n INT, r ROW<x INT, y ROW<z FLOAT>>, m MAP<STRING, INT>");
  private static final Row STORED =
      new Row(
          RowKind.UPDATE_AFTER,
          new Object[] {1, "a", -2, new Object[] {3, new Object[] {0.5f}}, Map.of("one", 1)});

  @Test
  void fieldsAreFoundByNameAndWidened() throws IOException {
    RowSerializer after =
        new RowSerializer(
            schema(
                "new STRING, m MAP<STRING, BIGINT>, n DECIMAL(12,1),"
                    + " r ROW<y ROW<w INT, z DOUBLE>, x INT>, k BIGINT"));

    assertThat(after.adopt(restored(BEFORE, STORED)))
        .isEqualTo(
            new Row(
                RowKind.UPDATE_AFTER,
                new Object[] {
                  null,
                  Map.of("one", 1L),
                  new BigDecimal("-2.0"),
                  new Object[] {new Object[] {null, 0.5d}, 3},
                  1L
                }));
  }

  @Test
  void whatIsWrittenOrCopiedLiesInThePresentLayout() throws IOException {
    RowSerializer after = new RowSerializer(schema("n BIGINT, k INT"));
    Row adopted = new Row(RowKind.UPDATE_AFTER, new Object[] {-2L, 1});

    assertThat(after.copy(restored(BEFORE, STORED))).isEqualTo(adopted);
    Row written = read(after, write(after, restored(BEFORE, STORED)));
    assertThat(written).isEqualTo(adopted);
    assertThat(written.getClass()).isEqualTo(Row.class);
  }

  /** It was not touched under the version between. */
  @Test
  void aRowGoesOnOverSeveralEdits() throws IOException {
    RowSerializer second = new RowSerializer(schema("n BIGINT, k INT"));
    Row again =
        read(
            second.snapshotConfiguration().restoreSerializer(),
            write(second, restored(BEFORE, STORED)));

    assertThat(new RowSerializer(schema("k INT, a STRING, n BIGINT")).adopt(again))
        .isEqualTo(new Row(RowKind.UPDATE_AFTER, new Object[] {1, null, -2L}));
  }

  @Test
  void rowsOfThePresentLayoutAreLeftAlone() throws IOException {
    RowSerializer same = new RowSerializer(BEFORE);
    Row stored = restored(BEFORE, STORED);

    assertThat(same.adopt(stored)).isSameAs(stored).isEqualTo(STORED);
    assertThat(same.adopt(STORED)).isSameAs(STORED);
    assertThat(same.adopt(null)).isNull();
  }

  @Test
  void aListIsAdoptedInPlaceWithWhatCameBehind() throws IOException {
    RowSerializer after = new RowSerializer(schema("n BIGINT, k INT"));
    List<Row> rows = new ArrayList<>(List.of(restored(BEFORE, STORED), Row.of(7L, 8)));
    after.adoptAll(rows);
    after.adoptAll(rows);

    assertThat(rows)
        .containsExactly(new Row(RowKind.UPDATE_AFTER, new Object[] {-2L, 1}), Row.of(7L, 8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a INT, b STRING | a INT, b STRING          | as is        | as is
          a INT NOT NULL  | a INT                    | as is        | as is
          a INT           | a INT NOT NULL           | incompatible | incompatible
          a INT, b STRING | b STRING, a INT          | migrated     | migrated
          a INT, b STRING | b STRING                 | migrated     | migrated
          a INT           | a BIGINT                 | migrated     | migrated
          a INT           | b INT, a INT             | migrated     | incompatible
          a INT           | a INT, b INT NOT NULL    | incompatible | incompatible
          a INT           | a STRING                 | incompatible | incompatible
          a BIGINT        | a INT                    | incompatible | incompatible
          a ROW<x INT>    | a ROW<x INT, y INT>      | migrated     | incompatible
          """)
  void flinkIsToldWhatTheComparisonSays(
      String before, String after, String expected, String byValue) throws Exception {
    TypeSerializerSnapshot<Row> old =
        RowSerializerTest.rewritten(new RowSerializer(schema(before)));

    assertThat(answer(new RowSerializer(schema(after)), old)).isEqualTo(expected);
    assertThat(answer(RowSerializer.byValue(schema(after)), old)).isEqualTo(byValue);
  }

  private static String answer(RowSerializer serializer, TypeSerializerSnapshot<Row> old) {
    TypeSerializerSchemaCompatibility<Row> answer =
        serializer.snapshotConfiguration().resolveSchemaCompatibility(old);
    return answer.isCompatibleAsIs()
        ? "as is"
        : answer.isCompatibleAfterMigration() ? "migrated" : "incompatible";
  }

  /** As savepoints hold it: a form that is read for as long as there are such. */
  @Test
  void theFormOfASnapshotAndOfARowStays() throws IOException {
    RowSerializer serializer =
        new RowSerializer(schema("k INT NOT NULL, a STRING, d DECIMAL(4,2)"));
    DataOutputSerializer snapshot = new DataOutputSerializer(64);
    serializer.snapshotConfiguration().writeSnapshot(snapshot);

    assertThat(hex(snapshot.getCopyOfBuffer()))
        .isEqualTo(
            "00000003026b18494e54204e4f54204e554c4c02610c535452494e47026418444543494d414c28342c3229");
    assertThat(hex(write(serializer, Row.of(7, null, new BigDecimal("1.50")))))
        .isEqualTo("0002000000070000000000000096");
    assertThat(hex(write(serializer, Row.of(7, "\u00e9\u0113", null))))
        .isEqualTo("00040000000705" + "00e90113");
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static Row restored(RecordSchema schema, Row row) throws IOException {
    RowSerializer serializer = new RowSerializer(schema);
    return read(
        RowSerializerTest.rewritten(serializer).restoreSerializer(), write(serializer, row));
  }

  private static byte[] write(TypeSerializer<Row> serializer, Row row) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(row, out);
    return out.getCopyOfBuffer();
  }

  private static Row read(TypeSerializer<Row> serializer, byte[] bytes) throws IOException {
    return serializer.deserialize(new DataInputDeserializer(bytes));
  }

  private static RecordSchema schema(String fields) {
    try {
      return ((FieldType.Nested) TypeParser.parse("ROW<" + fields + ">")).schema();
    } catch (TypeSyntaxException e) {
      throw new IllegalArgumentException(fields, e);
    }
  }
}
