package io.dataflow.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.error.Diagnostic;
import io.dataflow.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormCheckTest {
  private final ExpressionCompiler compiler = new ExpressionCompiler(FunctionRegistry.standard());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = 1 AND a.b > 2 OR `x y`.z IS NOT NULL",
        "status == active",
        "$.a.b != null",
        "timestamp > 1 AND value = user AND order = date AND to = like",
        "DATE '2024-01-01' + INTERVAL '5' DAY < due",
        "EXTRACT(YEAR FROM ts) = 2024 AND FLOOR(ts TO DAY) = ts",
        "CAST(a AS DECIMAL(10, 2)) BETWEEN 1 AND 2 AND b NOT IN ('x', \"y\")",
        "tags[1] = ARRAY[a, b][2] AND UPPER(a) LIKE 'x%' ESCAPE '!'",
        "case = 1",
        "map['a'] = MAP['a', 1]['a']",
        "from.name = end",
        "CASE WHEN a THEN 1 ELSE NULL END",
        "a IS NOT DISTINCT FROM b",
        "CEIL(amount) > TRIM(BOTH 'x' FROM y)"
      })
  void takesWhatSomeInputMakesRight(String text) {
    assertThat(compiler.checkForm(text, "/e")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a >|INVALID_EXPRESSION",
        "a = 'x|INVALID_EXPRESSION",
        "(a = 1|INVALID_EXPRESSION",
        "a b|INVALID_EXPRESSION",
        "a IS NULL AND FOO(b) = 1|UNKNOWN_FUNCTION",
        "now() > ts|NOT_AVAILABLE",
        "CAST(a AS STRNG)|INVALID_EXPRESSION"
      })
  void refusesWhatNoInputMakesRight(String text, ErrorCode code) {
    assertThat(compiler.checkForm(text, "/e")).extracting(Diagnostic::code).containsExactly(code);
  }

  @Test
  void refusesAnEmptyExpression() {
    assertThat(compiler.checkForm(" ", "/e"))
        .extracting(Diagnostic::code)
        .containsExactly(ErrorCode.MISSING_VALUE);
  }
}
