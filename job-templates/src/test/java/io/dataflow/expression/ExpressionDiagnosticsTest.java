package io.dataflow.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.error.Diagnostic;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionDiagnosticsTest {
  private static final String FIELDS =
      "age INT, name STRING, status STRING, enabled BOOLEAN, ts TIMESTAMP(3), email STRING,"
          + " customer ROW<id BIGINT, country STRING>, tags ARRAY<STRING>, `order` STRING";

  private static ExpressionResult compile(String text) {
    return TestingExpression.COMPILER.compile(
        text, TestingExpression.schema(FIELDS), "/transforms/0/config/expression");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "agee > 1 | UNKNOWN_FIELD | agee | did you mean 'age'?",
        "1 < agee | UNKNOWN_FIELD | agee | did you mean 'age'?",
        "customer.contry = 'DE' | UNKNOWN_FIELD | contry | did you mean 'country'?",
        "age.years = 1 | UNKNOWN_FIELD | years | only a ROW has fields",
        "'x'.y = 1 | UNKNOWN_FIELD | y | only a ROW has fields",
        "Age > 1 | UNKNOWN_FIELD | Age | did you mean 'age'?",
        "uper(name) = 'X' | UNKNOWN_FUNCTION | uper | did you mean UPPER?",
        "age > 1 adn age < 3 | INVALID_EXPRESSION | adn | AND",
        "age + name | EXPRESSION_TYPE | age + name | CAST one side",
        "name > 5 | EXPRESSION_TYPE | name > 5 | CAST one side",
        "UPPER(age) = 'X' | EXPRESSION_TYPE | age | UPPER(text STRING)",
        "LEFT(name) = 'X' | EXPRESSION_TYPE | LEFT(name) | LEFT(text STRING, length INTEGER)",
        "CAST('x' AS INT) > 1 | EXPRESSION_TYPE | 'x' | ~~",
        "ts > '2024-13-01' | EXPRESSION_TYPE | '2024-13-01' | ~~",
        "CAST(age AS INTT) | INVALID_EXPRESSION | INTT | ~~",
        "REGEXP_LIKE(name, '(') | EXPRESSION_TYPE | '(' | ~~",
        "REGEXP_LIKE(name, status) | EXPRESSION_TYPE | status | ~~",
        "DATE_TRUNC('DAI', ts) = ts | EXPRESSION_TYPE | 'DAI' | ~~",
        "EXTRACT(YEER FROM ts) = 1 | EXPRESSION_TYPE | YEER | ~~",
        "NOW() > ts | NOT_AVAILABLE | NOW | event time",
        "CURRENT_TIMESTAMP > ts | NOT_AVAILABLE | CURRENT_TIMESTAMP | event time",
        "RAND() > 0.5 | NOT_AVAILABLE | RAND | event time",
        "age > (SELECT 1) | UNKNOWN_FIELD | SELECT | ~~",
        "age > | INVALID_EXPRESSION | > | ~~",
        "(age > 1 | INVALID_EXPRESSION | 1 | ~~",
        "age > 1) | INVALID_EXPRESSION | ) | ~~",
        "name = 'open | INVALID_EXPRESSION | 'open | ~~",
        "age # 1 | INVALID_EXPRESSION | # | ~~",
        "2fast > 1 | INVALID_EXPRESSION | 2fast | back-quotes",
        "age BETWEEN NULL AND ts | EXPRESSION_TYPE | age BETWEEN NULL AND ts | CAST one side",
        "CARDINALITY(tags + tags) > 1 | EXPRESSION_TYPE | tags + tags | ~~",
        "tags > tags | EXPRESSION_TYPE | tags > tags | ~~",
        "ts + INTERVAL 'x' DAY > ts | INVALID_EXPRESSION | 'x' | INTERVAL '5' MINUTE",
      })
  void saysWhatIsWrongAndWhere(String text, ErrorCode code, String place, String hint) {
    ExpressionResult result = compile(text);
    assertThat(result.expression()).isEmpty();
    Diagnostic first = result.diagnostics().get(0);
    assertThat(first.code()).as(first.toString()).isEqualTo(code);
    assertThat(first.pointer()).isEqualTo("/transforms/0/config/expression");
    Span span = first.span().orElseThrow();
    int start = span.column() - 1;
    assertThat(text.substring(start, Math.min(text.length(), start + span.length())))
        .isEqualTo(place);
    assertThat(first.hint().orElse("")).contains(hint);
  }

  @Test
  void countsLinesAsTheAuthorDoes() {
    ExpressionResult result =
        compile("age > 1\n  AND /* two\nlines */ name == 'a\nb'\r\n  AND foo");
    assertThat(result.diagnostics())
        .extracting(found -> found.span().orElseThrow())
        .contains(new Span(5, 7, 3), new Span(3, 15, 2));
  }

  @Test
  void reportsAllUnknownNamesAtOnce() {
    assertThat(compile("foo = 1 AND bar(age) = 2 OR baz = NOW()").diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(
            ErrorCode.UNKNOWN_FIELD,
            ErrorCode.UNKNOWN_FUNCTION,
            ErrorCode.UNKNOWN_FIELD,
            ErrorCode.NOT_AVAILABLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "status == 'active' | status = 'active'",
        "status != 'active' | status <> 'active'",
        "$.age > 18 | age > 18",
        "$.customer.country == \"DE\" | customer.country = 'DE'",
        "status == \"it's\" | status = 'it''s'",
        "status == active | status = 'active'",
        "status = active | status = 'active'",
        "$.status == active | status = 'active'",
        "$.email != null | email IS NOT NULL",
        "email == null | email IS NULL",
      })
  void acceptsLegacySpellings(String text, String sql) {
    ExpressionResult result = compile(text);
    assertThat(result.expression()).map(TypedExpression::text).contains(sql);
    assertThat(result.diagnostics())
        .isNotEmpty()
        .allSatisfy(
            found -> {
              assertThat(found.code()).isEqualTo(ErrorCode.LEGACY_SYNTAX);
              assertThat(found.isError()).isFalse();
              assertThat(found.hint()).contains("write: " + sql);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"status = name", "enabled = TRUE", "age >= 18", "status = 'active'"})
  void standardSqlGivesNoWarning(String text) {
    assertThat(compile(text).diagnostics()).isEmpty();
  }

  @Test
  void bareWordNeedsExactlyThreeWords() {
    assertThat(compile("status == active AND age > 1").diagnostics())
        .extracting(Diagnostic::code)
        .contains(ErrorCode.UNKNOWN_FIELD);
  }

  @Test
  void doubleQuotedFieldNameIsAmbiguous() {
    Diagnostic found = compile("status = \"order\"").diagnostics().get(0);
    assertThat(found.code()).isEqualTo(ErrorCode.AMBIGUOUS_STRING);
    assertThat(found.hint().orElseThrow()).contains("'order'").contains("`order`");
  }

  @Test
  void emptyTextIsAnError() {
    assertThat(compile("  -- nothing").diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(ErrorCode.MISSING_VALUE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "status | == | it's | status = 'it''s'",
        "age | >= | 18 | age >= CAST('18' AS INT)",
        "$.customer.country | != | DE | customer.country <> 'DE'",
        "order | == | x | order = 'x'",
        "enabled | == | true | enabled = CAST('true' AS BOOLEAN)",
      })
  void comparesFieldWithValue(String field, String operator, String value, String sql) {
    ExpressionResult result =
        TestingExpression.COMPILER.comparison(
            TestingExpression.schema(FIELDS), field, operator, value, "/config");
    assertThat(result.expression()).map(TypedExpression::text).contains(sql);
    assertThat(result.diagnostics()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "age | == | old | EXPRESSION_TYPE",
        "agee | == | 1 | UNKNOWN_FIELD",
        "age | ~ | 1 | INVALID_VALUE"
      })
  void comparisonSaysWhatIsWrong(String field, String operator, String value, ErrorCode code) {
    List<Diagnostic> found =
        TestingExpression.COMPILER
            .comparison(TestingExpression.schema(FIELDS), field, operator, value, "/config")
            .diagnostics();
    assertThat(found).extracting(Diagnostic::code).containsExactly(code);
    assertThat(found.get(0).span()).isEmpty();
  }
}
