package io.dataflow.runtime.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.error.DataException;
import io.dataflow.record.Row;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import io.dataflow.schema.TypeParser;
import io.dataflow.schema.TypeSyntaxException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What single values and records mean in csv and JSON, as data. */
class FormatTest {
  private static final CsvDialect NO_HEADER = CsvDialect.RFC_4180.withHeader(false);

  static Stream<Arguments> csvValues() {
    return Stream.of(
        value("INT", "42", 42),
        value("INT", "  -42\t", -42),
        value("INT", "+7", 7),
        value("INT", "2147483647", Integer.MAX_VALUE),
        value("INT", "2147483648", "'2147483648' is no INT (field x)"),
        value("INT", "abc", "'abc' is no INT (field x)"),
        value("INT", "1.0", "'1.0' is no INT (field x)"),
        value("INT", "-", "'-' is no INT (field x)"),
        value("INT", "\"\"", "'' is no INT (field x)"),
        value("INT NOT NULL", "", "field x has no value but is INT NOT NULL"),
        value("TINYINT", "-128", (byte) -128),
        value("TINYINT", "128", "'128' is no TINYINT (field x)"),
        value("SMALLINT", "32767", (short) 32767),
        value("BIGINT", "-9223372036854775808", Long.MIN_VALUE),
        value("BIGINT", "9223372036854775807", Long.MAX_VALUE),
        value("BIGINT", "9223372036854775808", "'9223372036854775808' is no BIGINT (field x)"),
        value("BIGINT", "99999999999999999999", "'99999999999999999999' is no BIGINT (field x)"),
        value("BIGINT", "1 2", "'1 2' is no BIGINT (field x)"),
        value("DECIMAL(5,2)", "12.5", new BigDecimal("12.50")),
        value("DECIMAL(5,2)", "-0.05", new BigDecimal("-0.05")),
        value("DECIMAL(5,2)", "12.500", new BigDecimal("12.50")),
        value("DECIMAL(5,2)", ".5", new BigDecimal("0.50")),
        value("DECIMAL(5,2)", "5.", new BigDecimal("5.00")),
        value("DECIMAL(5,2)", "1e2", new BigDecimal("100.00")),
        value("DECIMAL(5,2)", "1.005", "'1.005' is no DECIMAL(5,2) (field x)"),
        value("DECIMAL(5,2)", "1000", "'1000' is no DECIMAL(5,2) (field x)"),
        value("DECIMAL(5,2)", "1e999999999", "'1e999999999' is no DECIMAL(5,2) (field x)"),
        value("DECIMAL(5,2)", "1e-999999999", "'1e-999999999' is no DECIMAL(5,2) (field x)"),
        value("DECIMAL(5,2)", ".", "'.' is no DECIMAL(5,2) (field x)"),
        value(
            "DECIMAL(38,0)",
            "12345678901234567890123456789012345678",
            new BigDecimal("12345678901234567890123456789012345678")),
        value("DOUBLE", "0.1", 0.1),
        value("DOUBLE", "-12.5e-3", -0.0125),
        value("DOUBLE", "123456789012345678", Double.parseDouble("123456789012345678")),
        value("DOUBLE", "9007199254740993", 9007199254740992d),
        value("DOUBLE", "-0", -0.0d),
        value("DOUBLE", "NaN", Double.NaN),
        value("DOUBLE", "-Infinity", Double.NEGATIVE_INFINITY),
        value("DOUBLE", "1d", "'1d' is no DOUBLE (field x)"),
        value("DOUBLE", "0x1p3", "'0x1p3' is no DOUBLE (field x)"),
        value("DOUBLE", "1e", "'1e' is no DOUBLE (field x)"),
        value("FLOAT", "0.1", 0.1f),
        value("BOOLEAN", "TRUE", true),
        value("BOOLEAN", "false", false),
        value("BOOLEAN", "1", "'1' is no BOOLEAN (field x)"),
        value("DATE", "1970-01-02", 1),
        value("DATE", "2024-02-29", 19782),
        value("DATE", "0001-01-01", -719162),
        value("DATE", "2023-02-29", "'2023-02-29' is no DATE (field x)"),
        value("DATE", "2024-13-01", "'2024-13-01' is no DATE (field x)"),
        value("DATE", "24-01-01", "'24-01-01' is no DATE (field x)"),
        value("TIME", "10:15", 36_900_000),
        value("TIME", "23:59:59.9", 86_399_900),
        value("TIME", "24:00", "'24:00' is no TIME (field x)"),
        value("TIMESTAMP(3)", "1970-01-01 00:00:01", 1000L),
        value("TIMESTAMP(3)", "2024-01-02T03:04:05.678901", 1_704_164_645_678L),
        value("TIMESTAMP(3)", "1969-12-31T23:59:59.999", -1L),
        value(
            "TIMESTAMP(3)",
            "2024-01-02T03:04:05Z",
            "'2024-01-02T03:04:05Z' is no TIMESTAMP(3) (field x)"),
        value("TIMESTAMP(3)", "2024-01-02", "'2024-01-02' is no TIMESTAMP(3) (field x)"),
        value("TIMESTAMP_LTZ(3)", "1970-01-01T02:00:00+02:00", 0L),
        value("TIMESTAMP_LTZ(3)", "1970-01-01T00:00:00.5-0130", 5_400_500L),
        value("TIMESTAMP_LTZ(3)", "1970-01-01T01:00+01", 0L),
        value("TIMESTAMP_LTZ(3)", "1970-01-01 00:00", 0L),
        value("TIMESTAMP_LTZ(3)", "1970-01-01T00:00:00Z", 0L),
        value(
            "TIMESTAMP_LTZ(3)",
            "1970-01-01T00:00:00+2:00",
            "'1970-01-01T00:00:00+2:00' is no TIMESTAMP_LTZ(3) (field x)"),
        value("STRING", "  a b ", "=a b"),
        value("STRING", "\" a b \"", "= a b "),
        value("STRING", "  \"a\" ", "=a"),
        value("STRING", "\"a\"\"b\"", "=a\"b"),
        value("STRING", "\"a\nb\"", "=a\nb"),
        value("STRING", "\"a\r\nb\"\r\n", "=a\r\nb"),
        value("STRING", "a\"b", "=a\"b"),
        value("STRING", "\"\"", "="),
        value("STRING", "grün€😀", "=grün€😀"),
        value(
            "STRING",
            "\"a\"b",
            "value 1 goes on behind its closing quote (a quote within quotes is written twice)"),
        value("STRING", "\"a", "a quote is not closed"),
        value("STRING", "a,b", "the record has 2 values, the columns are 1"),
        value("BYTES", "aGk=", "hi".getBytes(StandardCharsets.US_ASCII)),
        value("BYTES", "a", "'a' is no BYTES (field x)"),
        value("ARRAY<INT>", "\"[1,null]\"", new Object[] {1, null}),
        value("MAP<STRING, INT>", "\"{\"\"a\"\":1}\"", Map.of("a", 1)),
        value("ROW<a INT>", "\"{\"\"a\"\":1}\"", new Object[] {1}));
  }

  @ParameterizedTest
  @MethodSource
  void csvValues(String type, String text, Object expected) {
    check(expected, RecordFormat.csv(NO_HEADER), type, text);
  }

  static Stream<Arguments> jsonValues() {
    return Stream.of(
        value("INT", "42", 42),
        value("INT", "\"42\"", 42),
        value("INT", "4.2", "'4.2' is no INT (field x)"),
        value("INT", "true", "'true' is no INT (field x)"),
        value("INT", "null", null),
        value("INT", "[1]", "field x is INT, so it is written as a single value"),
        value("INT NOT NULL", "null", "field x has no value but is INT NOT NULL"),
        value("TINYINT", "300", "'300' is no TINYINT (field x)"),
        value("BIGINT", "9223372036854775807", Long.MAX_VALUE),
        value("BIGINT", "9223372036854775808", "'9223372036854775808' is no BIGINT (field x)"),
        value("DECIMAL(10,2)", "12.5", new BigDecimal("12.50")),
        value("DOUBLE", "1", 1d),
        value("BOOLEAN", "true", true),
        value("BOOLEAN", "\"false\"", false),
        value("TIMESTAMP(3)", "1700000000000", 1_700_000_000_000L),
        value("TIMESTAMP_LTZ(3)", "\"1970-01-01T00:00:01Z\"", 1000L),
        value("DATE", "\"1970-01-02\"", 1),
        value("STRING", "\"a\\u00e4\\n\"", "=aä\n"),
        value("STRING", "12.50", "=12.50"),
        value("STRING", "{\"a\": [1, \"b\"]}", "={\"a\":[1,\"b\"]}"),
        value("ARRAY<STRING>", "[\"a\", null]", new Object[] {"a", null}),
        value("ARRAY<STRING NOT NULL>", "[null]", "field x[] has no value but is STRING NOT NULL"),
        value("ARRAY<STRING>", "\"a\"", "field x is ARRAY<STRING>, so it is written as an array"),
        value("MAP<INT, DOUBLE>", "{\"1\": 2}", Map.of(1, 2d)),
        value(
            "ROW<a INT, b ROW<c INT>>",
            "{\"b\":{\"c\":1,\"d\":2}}",
            new Object[] {null, new Object[] {1}}),
        value("ROW<a ROW<b INT>>", "{\"a\":{\"b\":\"x\"}}", "'x' is no INT (field x.a.b)"));
  }

  @ParameterizedTest
  @MethodSource
  void jsonValues(String type, String text, Object expected) {
    check(expected, RecordFormat.json(), type, "{\"y\": {\"x\": 5}, \"x\": " + text + "}");
  }

  static Stream<Arguments> brokenJson() {
    return Stream.of(
        Arguments.of("", "the record is empty"),
        Arguments.of("[{\"x\":1}]", "a JSON array where one object a line is expected"),
        Arguments.of("1", "the line is no JSON object"),
        Arguments.of("{\"x\":1} {\"x\":2}", "text stands behind the JSON object"),
        Arguments.of("{\"x\":", "no valid JSON: Unexpected end-of-input"),
        Arguments.of("{x:1}", "no valid JSON: Unexpected character ('x'"),
        Arguments.of("{\"x\":\"\u0001\"}", "no valid JSON: Illegal unquoted character"),
        Arguments.of("{\"y\":" + "[".repeat(300), "no valid JSON: Document nesting depth"));
  }

  @ParameterizedTest
  @MethodSource
  void brokenJson(String text, String message) {
    assertThat((String) decode(RecordFormat.json(), "INT", text)).startsWith(message);
  }

  @Test
  void fieldsThatTheSchemaDoesNotNameAreCounted() {
    RecordSchema schema =
        new RecordSchema(
            List.of(
                new Field("a", FieldType.of(ScalarKind.INT)),
                new Field("b", FieldType.of(ScalarKind.INT))));
    RecordSchema projected = new RecordSchema(List.of(schema.fields().get(1)));
    RowDecoder decoder = RecordFormat.json().decoder(schema, projected);

    assertThat(unknown(decoder, "{\"a\": 1, \"b\": 2, \"c\": {\"d\": 1}, \"e\": 3}")).isEqualTo(2);
    assertThat(unknown(decoder, "{\"b\": 2, \"a\": 1}")).isZero();
    assertThat(unknown(RecordFormat.csv(NO_HEADER).decoder(schema, projected), "1,2")).isZero();
  }

  private static int unknown(RowDecoder decoder, String record) {
    byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
    return decoder.decode(bytes, 0, bytes.length).unknownFields();
  }

  private static Arguments value(String type, String text, Object expected) {
    return Arguments.of(type, text, expected);
  }

  private static void check(Object expected, RecordFormat format, String type, String text) {
    Object found = decode(format, type, text);
    Object wanted = expected instanceof String s && s.startsWith("=") ? s.substring(1) : expected;
    assertThat(Arrays.deepEquals(new Object[] {found}, new Object[] {wanted}))
        .as("%s: %s instead of %s", text, found, wanted)
        .isTrue();
  }

  /** The value or the message of the refusal. */
  private static Object decode(RecordFormat format, String type, String text) {
    RecordSchema schema = new RecordSchema(List.of(new Field("x", type(type))));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      Row row = format.decoder(schema, schema).decode(bytes, 0, bytes.length);
      return row.get(0);
    } catch (DataException e) {
      return e.getMessage();
    }
  }

  static FieldType type(String text) {
    try {
      return TypeParser.parse(text);
    } catch (TypeSyntaxException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
