package io.dataflow.runtime.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataflow.connector.RowEncoder;
import io.dataflow.error.DataException;
import io.dataflow.record.Row;
import io.dataflow.schema.Field;
import io.dataflow.schema.RecordSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is encoded is decoded as the same rows, whatever text they hold. */
class FormatRoundTripTest {
  private static final long YEAR_1 = -62_135_596_800_000L;
  private static final long YEAR_9999 = 253_402_300_799_999L;

  private static final RecordSchema SCHEMA =
      new RecordSchema(
          List.of(
              field("text", "STRING"),
              field("i", "INT"),
              field("l", "BIGINT"),
              field("d", "DOUBLE"),
              field("f", "FLOAT"),
              field("n", "DECIMAL(20,3)"),
              field("b", "BOOLEAN"),
              field("day", "DATE"),
              field("time", "TIME"),
              field("ts", "TIMESTAMP(3)"),
              field("at", "TIMESTAMP_LTZ(3)"),
              field("raw", "BYTES"),
              field("list", "ARRAY<STRING>"),
              field("map", "MAP<STRING, INT>"),
              field("row", "ROW<x STRING, `y z` BIGINT>")));

  private static final RecordSchema ONE_TEXT = new RecordSchema(List.of(field("x", "STRING")));

  @Property(tries = 300)
  void rowsInCsv(@ForAll("rows") Object[] values) {
    roundTrip(RecordFormat.csv(CsvDialect.RFC_4180.withHeader(false)), SCHEMA, values);
  }

  @Property(tries = 300)
  void rowsInJson(@ForAll("rows") Object[] values) {
    roundTrip(RecordFormat.json(), SCHEMA, values);
  }

  @Property(tries = 500)
  void textsInAnyDialect(
      @ForAll("dialects") CsvDialect dialect, @ForAll("texts") List<String> texts) {
    List<Field> fields = new java.util.ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      fields.add(field("f" + i, "STRING"));
    }
    RecordSchema schema = new RecordSchema(fields);
    byte[] bytes = RecordFormat.csv(dialect).encoder(schema).encode(Row.of(texts.toArray()));
    // A line break as in a file: one column that is NULL is a line of nothing.
    byte[] line =
        (new String(bytes, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8);
    assertThat(RecordFormat.csv(dialect).decoder(schema, schema).decode(line, 0, line.length))
        .isEqualTo(Row.of(texts.toArray()));
  }

  private static void roundTrip(RecordFormat format, RecordSchema schema, Object[] values) {
    byte[] bytes = format.encoder(schema).encode(Row.of(values));
    assertThat(format.decoder(schema, schema).decode(bytes, 0, bytes.length))
        .isEqualTo(Row.of(values));
  }

  @Provide
  Arbitrary<CsvDialect> dialects() {
    return Combinators.combine(
            Arbitraries.of(',', ';', '\t', '|', ' '),
            Arbitraries.of('"', '\''),
            Arbitraries.of('\0', '\\'),
            Arbitraries.of("", "NULL", "\\N"))
        .as(
            (delimiter, quote, escape, nullText) ->
                new CsvDialect(delimiter, quote, escape, false, nullText));
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return text().injectNull(0.1).list().ofMinSize(1).ofMaxSize(4);
  }

  private static Arbitrary<String> text() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withChars(" \t\"',;|\\\r\nab").ofMaxLength(8),
        Arbitraries.of("NULL", "\\N", "", "ä€😀", "\uFFFD", "null"),
        Arbitraries.strings().withCharRange('\u0001', '\u07ff').ofMaxLength(5));
  }

  @Provide
  Arbitrary<Object[]> rows() {
    List<Arbitrary<Object>> values =
        List.of(
            text().asGeneric(),
            Arbitraries.integers().asGeneric(),
            Arbitraries.longs().asGeneric(),
            Arbitraries.doubles().asGeneric(),
            Arbitraries.floats().asGeneric(),
            Arbitraries.longs()
                .map(unscaled -> new BigDecimal(BigInteger.valueOf(unscaled), 3))
                .asGeneric(),
            Arbitraries.of(true, false).asGeneric(),
            Arbitraries.integers()
                .between((int) (YEAR_1 / 86_400_000), (int) (YEAR_9999 / 86_400_000))
                .asGeneric(),
            Arbitraries.integers().between(0, 86_399_999).asGeneric(),
            Arbitraries.longs().between(YEAR_1, YEAR_9999).asGeneric(),
            Arbitraries.longs().between(YEAR_1, YEAR_9999).asGeneric(),
            Arbitraries.bytes().array(byte[].class).ofMaxSize(5).asGeneric(),
            text()
                .injectNull(0.2)
                .array(String[].class)
                .ofMaxSize(3)
                .map(array -> java.util.Arrays.copyOf(array, array.length, Object[].class))
                .asGeneric(),
            Arbitraries.maps(text(), Arbitraries.integers())
                .ofMaxSize(3)
                .map(LinkedHashMap::new)
                .asGeneric(),
            Combinators.combine(text(), Arbitraries.longs())
                .as((x, y) -> new Object[] {x, y})
                .asGeneric());
    return Combinators.combine(values.stream().map(value -> value.injectNull(0.1)).toList())
        .as(List::toArray);
  }

  @ParameterizedTest
  @EnumSource(value = FormatKind.class, names = "JSON", mode = EnumSource.Mode.EXCLUDE)
  void halfACharacterIsRefusedAndTheNextRowIsWritten(FormatKind kind) {
    RowEncoder encoder = new RecordFormat(kind, CsvDialect.RFC_4180, "UTF-8").encoder(ONE_TEXT);
    assertThatThrownBy(() -> encoder.encode(Row.of("\ud800"))).isInstanceOf(DataException.class);
    assertThat(encoder.encode(Row.of("a"))).asString().isEqualTo("a");
  }

  @Test
  void jsonEscapesHalfACharacter() {
    assertThat(RecordFormat.json().encoder(ONE_TEXT).encode(Row.of("\ud800")))
        .asString()
        .isEqualToIgnoringCase("{\"x\":\"\\ud800\"}");
  }

  @Test
  void jsonHasNoNotANumber() {
    RowEncoder encoder =
        RecordFormat.json()
            .encoder(new RecordSchema(List.of(field("x", "DOUBLE"), field("y", "INT"))));
    assertThatThrownBy(() -> encoder.encode(Row.of(Double.NaN, 1)))
        .hasMessage("JSON has no NaN (field x)");
    assertThat(encoder.encode(Row.of(null, 1))).asString().isEqualTo("{\"x\":null,\"y\":1}");
  }

  @Test
  void aLineOfTextHoldsNoLineBreak() {
    RowEncoder encoder = RecordFormat.text().encoder(SchemaInference.TEXT);
    assertThatThrownBy(() -> encoder.encode(Row.of("a\nb")))
        .hasMessageStartingWith("the text holds a line break");
  }

  @Test
  void headersAreQuotedLikeValues() {
    RecordSchema schema = new RecordSchema(List.of(field("a", "INT"), field("b, c", "INT")));
    assertThat(
            new String(
                RecordFormat.csv(CsvDialect.RFC_4180).header(schema).orElseThrow(),
                StandardCharsets.UTF_8))
        .isEqualTo("a,\"b, c\"");
  }

  private static Field field(String name, String type) {
    return new Field(name, FormatTest.type(type));
  }
}
