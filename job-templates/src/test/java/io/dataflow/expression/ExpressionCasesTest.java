package io.dataflow.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.error.DataException;
import io.dataflow.function.DateTimeTexts;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.ScalarKind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Expressions with their results, compiled as in production. */
class ExpressionCasesTest {
  private static final String FIELDS =
      """
      i INT, j INT, k INT NOT NULL, l BIGINT, t TINYINT, sm SMALLINT, f FLOAT, d DOUBLE,
      dec DECIMAL(10,2), big DECIMAL(38,0), imin INT, lmin BIGINT,
      s STRING, e STRING, number STRING, huge STRING, b BOOLEAN NOT NULL, bytes BYTES,
      day DATE, tm TIME, ts TIMESTAMP(3), ltz TIMESTAMP_LTZ(3),
      arr ARRAY<STRING>, m MAP<STRING, INT>,
      r ROW<x INT, `y z` STRING, inner ROW<deep BOOLEAN>>, rows ARRAY<ROW<id BIGINT NOT NULL>>,
      ni INT, nl BIGINT, nd DECIMAL(10,2), ns STRING, nb BOOLEAN, nday DATE, nts TIMESTAMP(3),
      narr ARRAY<STRING>, nr ROW<x INT NOT NULL>
      """;

  private static final Object[] ROW = {
    7,
    -3,
    5,
    10_000_000_000L,
    (byte) 100,
    (short) 30_000,
    0.1f,
    2.5d,
    new BigDecimal("12.34"),
    new BigDecimal("9".repeat(38)),
    Integer.MIN_VALUE,
    Long.MIN_VALUE,
    "Hello",
    "",
    " 42 ",
    "1e999",
    true,
    "abc".getBytes(StandardCharsets.UTF_8),
    DateTimeTexts.toDate("2024-01-31"),
    DateTimeTexts.toTime("23:59:58.5"),
    DateTimeTexts.toTimestamp("2024-01-31 23:59:58.123"),
    DateTimeTexts.toInstant("2024-01-31T23:59:58.123Z"),
    new Object[] {"x", "y", null},
    new LinkedHashMap<>(Map.of("a", 1)),
    new Object[] {11, "deep text", new Object[] {true}},
    new Object[] {new Object[] {5L}},
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null
  };

  @ParameterizedTest
  @CsvFileSource(
      resources = "/expression/cases.csv",
      delimiterString = " => ",
      quoteCharacter = '~',
      maxCharsPerColumn = 1000,
      emptyValue = "",
      ignoreLeadingAndTrailingWhitespace = false)
  void givesResult(String text, String expected) {
    TypedExpression expression = TestingExpression.typed(text, FIELDS);
    String result;
    try {
      Object value = TestingExpression.evaluation(expression).value(ROW);
      if (value == null) {
        assertThat(expression.type().nullable()).as("nullable").isTrue();
      } else {
        assertThat(value).isInstanceOf(expression.type().javaClass());
      }
      result = text(value, expression.type());
    } catch (DataException e) {
      result = "!" + e.code();
    }
    assertThat(result).isEqualTo(expected == null ? "" : expected);
  }

  private static String text(Object value, FieldType type) {
    if (value == null) {
      return "NULL";
    }
    ScalarKind kind = type instanceof FieldType.Scalar scalar ? scalar.kind() : ScalarKind.STRING;
    return switch (kind) {
      case DATE -> DateTimeTexts.dateToText((Integer) value);
      case TIME -> DateTimeTexts.timeToText((Integer) value);
      case TIMESTAMP -> DateTimeTexts.timestampToText((Long) value);
      case TIMESTAMP_LTZ -> DateTimeTexts.instantToText((Long) value);
      default ->
          value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    };
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "/expression/cases.csv",
      delimiterString = " => ",
      quoteCharacter = '~',
      maxCharsPerColumn = 1000,
      ignoreLeadingAndTrailingWhitespace = false)
  void canonicalTextMeansTheSame(String text, String expected) {
    TypedExpression expression = TestingExpression.typed(text, FIELDS);
    assertThat(TestingExpression.typed(expression.text(), FIELDS)).isEqualTo(expression);
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "/expression/cases.csv",
      delimiterString = " => ",
      quoteCharacter = '~',
      maxCharsPerColumn = 1000,
      ignoreLeadingAndTrailingWhitespace = false)
  void nothingIsWrongWithItsFormWhereTheInputIsNotKnown(String text, String expected) {
    assertThat(TestingExpression.COMPILER.checkForm(text, "")).isEmpty();
  }
}
