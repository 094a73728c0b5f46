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
        "EXTRACT(YEAR FROM CAST(ts AS TIME)) = 1 | EXPRESSION_TYPE | YEAR | EXTRACT(unit FROM time",
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
        "status LIKE 'a!b' ESCAPE '!' | EXPRESSION_TYPE | 'a!b' ESCAPE '!' | ESCAPE",
        "status ILIKE 'ab' ESCAPE 'xy' | EXPRESSION_TYPE | 'ab' ESCAPE 'xy' | ESCAPE",
        "status SIMILAR TO '(a' | EXPRESSION_TYPE | '(a' | stands for any text",
        "REGEXP_LIKE(name, '(((a{1000}){1000}){1000})') | EXPRESSION_TYPE | '(((a{1000}){1000}){1000})' | REGEXP_LIKE(",
        "REGEXP_LIKE(name, '(a)\\1') | EXPRESSION_TYPE | '(a)\\1' | REGEXP_LIKE(",
        "ts AT TIME ZONE 'Europe/Berln' > ts | EXPRESSION_TYPE | 'Europe/Berln' | zone",
        "ts AT TIME 'x' | INVALID_EXPRESSION | AT | AT TIME ZONE 'Europe/Berlin'",
        "age AT TIME ZONE 'UTC' | EXPRESSION_TYPE | age | time TIMESTAMP AT TIME ZONE",
        "CONVERT_TZ(name, 'UTC', 'Nowhere/City') | EXPRESSION_TYPE | 'Nowhere/City' | CONVERT_TZ(",
        "DATE_FORMAT(ts, 'yyyy', 'UTCC') | EXPRESSION_TYPE | 'UTCC' | DATE_FORMAT(",
        "DATE_FORMAT(ts, 'qqqqqqqq') | EXPRESSION_TYPE | 'qqqqqqqq' | DATE_FORMAT(",
        "DATE_FORMAT(ts, name) | EXPRESSION_TYPE | name | DATE_FORMAT(",
        "JSON_VALUE(name, 'a.b') | EXPRESSION_TYPE | 'a.b' | JSON_VALUE(text STRING, path",
        "JSON_VALUE(name, '$.a[*]') | EXPRESSION_TYPE | '$.a[*]' | JSON_VALUE(",
        "JSON_VALUE(name, name) | EXPRESSION_TYPE | name | JSON_VALUE(",
        "JSON_VALUE(name, '$' RETURNING INTT) | INVALID_EXPRESSION | INTT | ~~",
        "JSON_VALUE(name, '$' RETURNING ROW<a INT>) | EXPRESSION_TYPE | JSON_VALUE(name, '$' RETURNING ROW<a INT>) | JSON_QUERY(text",
        "age IS JSON | EXPRESSION_TYPE | age | IS [NOT] JSON",
        "ARRAY_CONTAINS(tags, age) | EXPRESSION_TYPE | age | CAST it to STRING",
        "ARRAY_CONCAT(tags, ARRAY[1]) | EXPRESSION_TYPE | ARRAY[1] | both must be ARRAY<STRING>",
        "ARRAY_SORT(ARRAY[tags]) | EXPRESSION_TYPE | ARRAY[tags] | ARRAY_SORT(",
        "COALESCE(tags, ARRAY[1]) | EXPRESSION_TYPE | COALESCE(tags, ARRAY[1]) | COALESCE(",
        "CASE WHEN enabled THEN ARRAY[1] ELSE ARRAY[5000000000] END | EXPRESSION_TYPE | ARRAY[1] | CAST",
        "ARRAY[1, 'a'] | EXPRESSION_TYPE | ARRAY[1, 'a'] | CAST",
        "MAP['a', 1, 'b'] | EXPRESSION_TYPE | MAP['a', 1, 'b'] | the function reference",
        "IF(age, 1, 2) | EXPRESSION_TYPE | age | IF(condition BOOLEAN",
        "IF(enabled, 'a', 2) | EXPRESSION_TYPE | IF(enabled, 'a', 2) | IF(",
        "TRY() | EXPRESSION_TYPE | TRY() | TRY(value any)",
        "PI(1) | EXPRESSION_TYPE | PI(1) | PI()",
        "CONCAT_WS(',', age) | EXPRESSION_TYPE | age | CONCAT_WS(",
        "SPLITT(name, ',') | UNKNOWN_FUNCTION | SPLITT | did you mean SPLIT? SPLIT(text STRING",
        "POSITION('a', name) | INVALID_EXPRESSION | , | POSITION(part STRING IN text STRING)",
        "OVERLAY(name PLACING 'x') | INVALID_EXPRESSION | ) | OVERLAY(text STRING PLACING",
        "PARSE_URL(name, 'HOSTT') | EXPRESSION_TYPE | 'HOSTT' | PARSE_URL(",
        "CEIL(ts TO DOW) | EXPRESSION_TYPE | DOW | CEIL(time",
        "ts - ts | EXPRESSION_TYPE | ts - ts | TIMESTAMPDIFF",
        "ts + 1 | EXPRESSION_TYPE | ts + 1 | INTERVAL '5' MINUTE",
        "CAST(tags AS STRING) | EXPRESSION_TYPE | CAST(tags AS STRING) | JSON_STRING",
        "UUID() = name | NOT_AVAILABLE | UUID | event time",
        "age > 1 /* and so on | INVALID_EXPRESSION | /* | ~~",
        "customer.* = customer | EXPRESSION_TYPE | customer.* | name the field",
        "ABS(DISTINCT age) > 1 | EXPRESSION_TYPE | ABS(DISTINCT age) | leave it out",
        "DATE '2024-01-31' + INTERVAL '1' HOUR | EXPRESSION_TYPE | DATE '2024-01-31' + INTERVAL '1' HOUR | CAST(date AS TIMESTAMP) +",
        "CAST(ts AS DATE) - INTERVAL 5 MINUTE < ts | EXPRESSION_TYPE | CAST(ts AS DATE) - INTERVAL 5 MINUTE | CAST(date AS TIMESTAMP) -",
        "INTERVAL '1' SECOND + CAST(ts AS DATE) | EXPRESSION_TYPE | INTERVAL '1' SECOND + CAST(ts AS DATE) | CAST(date AS TIMESTAMP) +",
        "CAST(ts AS DATE) + INTERVAL '1 12' DAY TO HOUR | EXPRESSION_TYPE | CAST(ts AS DATE) + INTERVAL '1 12' DAY TO HOUR | CAST(date AS TIMESTAMP) +",
        "CAST(ts AS DATE) + INTERVAL '1' MINUTE * age | EXPRESSION_TYPE | CAST(ts AS DATE) + INTERVAL '1' MINUTE * age | CAST(date AS TIMESTAMP) +",
        "age === 1 | INVALID_EXPRESSION | === | SQL compares with '='",
        "age !== 1 | INVALID_EXPRESSION | !== | '<>'",
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
  void saysOnceThatThereIsNoSuchOperator() {
    assertThat(compile("age === 1").diagnostics()).hasSize(1);
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
        "age | == | old | EXPRESSION_TYPE | /config/value | the value for field 'age'",
        "agee | == | 1 | UNKNOWN_FIELD | /config/field | there is no field 'agee'",
        "$.customer.contry | == | DE | UNKNOWN_FIELD | /config/field | there is no field 'customer.contry'",
        "age | ~ | 1 | INVALID_VALUE | /config/operator | there is no operator '~'"
      })
  void comparisonSaysWhatIsWrong(
      String field, String operator, String value, ErrorCode code, String pointer, String message) {
    List<Diagnostic> found =
        TestingExpression.COMPILER
            .comparison(TestingExpression.schema(FIELDS), field, operator, value, "/config")
            .diagnostics();
    assertThat(found).extracting(Diagnostic::code).containsExactly(code);
    assertThat(found.get(0).pointer()).isEqualTo(pointer);
    assertThat(found.get(0).message()).startsWith(message);
    assertThat(found.get(0).span()).isEmpty();
  }
}
