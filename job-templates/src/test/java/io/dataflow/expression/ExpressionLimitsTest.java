package io.dataflow.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.error.Diagnostic;
import io.dataflow.error.ErrorCode;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionLimitsTest {
  private static final String FIELDS = "a INT, b BOOLEAN, s STRING";

  /** On a thread with the stack of a web server's. */
  private static ExpressionResult compile(String text) {
    CompletableFuture<ExpressionResult> result = new CompletableFuture<>();
    Runnable task =
        () -> {
          try {
            result.complete(
                TestingExpression.COMPILER.compile(text, TestingExpression.schema(FIELDS), ""));
          } catch (StackOverflowError e) {
            result.completeExceptionally(e);
          }
        };
    new Thread(null, task, "small-stack", 1 << 20).start();
    return result.join();
  }

  private static void isTooLarge(String text) {
    ExpressionResult result = compile(text);
    assertThat(result.expression()).isEmpty();
    assertThat(result.diagnostics())
        .extracting(Diagnostic::code)
        .containsOnly(ErrorCode.EXPRESSION_TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 10_000})
  void refusesDeepNesting(int levels) {
    isTooLarge("(".repeat(levels) + "a" + ")".repeat(levels));
    isTooLarge("ABS(".repeat(levels) + "a" + ")".repeat(levels));
    isTooLarge("CASE WHEN b THEN ".repeat(levels) + "a" + " END".repeat(levels));
    isTooLarge("(".repeat(levels));
  }

  @Test
  void refusesLongChains() {
    isTooLarge("a" + " + a".repeat(10_000));
    isTooLarge("a" + " + a".repeat(1_000));
    isTooLarge("NOT ".repeat(10_000) + "b");
    isTooLarge("NOT ".repeat(1_000) + "b");
    isTooLarge("- ".repeat(1_900) + "a");
    isTooLarge("b" + " OR b".repeat(10_000));
    isTooLarge("x".repeat(1 << 20));
    isTooLarge("s = '" + "x".repeat(1 << 20) + "'");
  }

  @Test
  void takesWhatIsWithinTheLimits() {
    assertThat(evaluate("(".repeat(200) + "a" + ")".repeat(200))).isEqualTo(7);
    assertThat(evaluate("ABS(".repeat(200) + "a" + ")".repeat(200))).isEqualTo(7);
    assertThat(evaluate("a" + " + a".repeat(200))).isEqualTo(7 * 201);
    assertThat(evaluate(terms(" OR ", 999))).isEqualTo(false);
    assertThat(evaluate(terms(" AND ", 999))).isEqualTo(false);
    assertThat(evaluate(terms(" OR ", 999) + " OR a = 7")).isEqualTo(true);
  }

  @Test
  void takesLongLists() {
    String members =
        IntStream.range(8, 5_000).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    assertThat(evaluate("a IN (" + members + ")")).isEqualTo(false);
    assertThat(evaluate("a IN (" + members + ", 7)")).isEqualTo(true);
    String branches =
        IntStream.range(8, 500)
            .mapToObj(i -> "WHEN a > " + i + " THEN '" + i + "'")
            .collect(Collectors.joining(" "));
    assertThat(evaluate("CASE " + branches + " ELSE 'none' END")).isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a IN (a",
        "a + 1 IN (a * 2",
        "a IN (1.5",
        "CAST(a AS DECIMAL(38,0)) IN (a / 1.5",
        "s IN (s || s"
      })
  void refusesLongListsOfWhatHasToBeCompared(String list) {
    String member = ", " + list.substring(list.indexOf('(', list.indexOf("IN")) + 1);
    ExpressionResult result = compile(list + member.repeat(200) + ")");
    assertThat(result.diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly("IN compares with 201 values, more than 200");
    assertThat(evaluate(list + member.repeat(199) + ")")).isEqualTo(list.equals("a IN (a"));
  }

  @Test
  void saysALongInputsNamesInShort() {
    String fields =
        IntStream.range(0, 500)
            .mapToObj(i -> "f" + i + "x".repeat(2_000) + " INT")
            .collect(Collectors.joining(", "));
    ExpressionResult result =
        TestingExpression.COMPILER.compile("z".repeat(5_000), TestingExpression.schema(fields), "");
    assertThat(result.diagnostics())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.message()).hasSizeLessThan(1_100);
              assertThat(found.hint().orElseThrow())
                  .contains(" and 499 more")
                  .hasSizeLessThan(4_100);
            });
  }

  /** RE2 writes repetitions out; nested ones would fill any heap. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{1000}){1000}){1000}",
        "((a{200}){200}){2}",
        "(a{1000}\\Q(\\E){1000}",
        "([)]{1000}){1000}",
        "(\\){1000}){1000}",
        "(?:(?:a{0,1000}){0,1000}b)"
      })
  void refusesLargeRegularExpressions(String regex) {
    ExpressionResult result = compile("REGEXP_LIKE(s, '" + regex + "')");
    assertThat(result.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(ErrorCode.EXPRESSION_TYPE);
    assertThat(result.diagnostics().get(0).message()).contains("too large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a{1000}",
        "(a{10}){10}",
        "[()]{3}",
        "\\Q{9999}(\\E",
        "^([a-z0-9._-]{1,64})@([a-z0-9-]{1,63}[.]){1,10}[a-z]{2,10}$"
      })
  void takesRegularExpressionsOfUsualSize(String regex) {
    assertThat(compile("REGEXP_LIKE(s, '" + regex + "')").diagnostics()).isEmpty();
  }

  @Test
  void catastrophicRegularExpressionsTakeLinearTime() {
    String text = "a".repeat(50_000) + "!";
    assertThat(
            TestingExpression.value(
                "REGEXP_LIKE(s, '^(a+)+$') OR s SIMILAR TO '(a*)*b' OR s LIKE '%a%a%a%a%a%b'",
                "s STRING", text))
        .isEqualTo(false);
  }

  @Test
  void readsDeepAndLongJson() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertThat(TestingExpression.value("s IS JSON", "s STRING", deep)).isEqualTo(false);
    assertThat(TestingExpression.value("JSON_VALUE(s, '$[0][0]')", "s STRING", deep)).isNull();
    assertThat(TestingExpression.value("JSON_QUERY(s, '$[0]')", "s STRING", deep)).isNull();
    String path = "$" + "[0]".repeat(10_000);
    assertThat(TestingExpression.value("JSON_EXISTS(s, '" + path + "')", "s STRING", deep))
        .isEqualTo(false);
    String wide = "[" + "{\"a\":1},".repeat(50_000) + "{\"a\":2}]";
    assertThat(TestingExpression.value("JSON_VALUE(s, '$[50000].a')", "s STRING", wide))
        .isEqualTo("2");
  }

  private static String terms(String operator, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "a = " + (i + 1_000))
        .collect(Collectors.joining(operator));
  }

  private static Object evaluate(String text) {
    ExpressionResult result = compile(text);
    assertThat(result.expression()).as(TestingExpression.messages(result)).isPresent();
    return TestingExpression.evaluation(result.expression().get())
        .value(new Object[] {7, true, "x"});
  }
}
