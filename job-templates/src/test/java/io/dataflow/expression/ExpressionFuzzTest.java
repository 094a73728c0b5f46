package io.dataflow.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What an author quotes stays data, whatever it looks like. */
class ExpressionFuzzTest {
  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.of(
            "'",
            "\"",
            "`",
            "\\",
            "\\u0022",
            "\\u005c",
            "\\n",
            "\n",
            "\r",
            "\t",
            "\0",
            "$",
            "${x}",
            "*/",
            "/*",
            "//",
            "--",
            ";",
            "}",
            "{",
            ")",
            "(",
            "f0",
            "s0",
            "System.exit(1)",
            "é",
            "😀",
            "\ud800",
            "constants[0]",
            " ",
            "a",
            "%",
            "_",
            "null")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 200)
  void literalStaysData(@ForAll("hostile") String text) {
    String literal = "'" + text.replace("'", "''") + "'";
    assertThat(TestingExpression.value(literal, "")).isEqualTo(text);
    Object concatenated = TestingExpression.value("s || " + literal + " || s", "s STRING", text);
    assertThat(concatenated).isEqualTo(text + text + text);
    assertThat(TestingExpression.value("s IN ('x', " + literal + ")", "s STRING", text))
        .isEqualTo(true);
  }

  @Property(tries = 200)
  void fieldNameStaysAName(@ForAll("hostile") String name) {
    if (name.isEmpty()) {
      return;
    }
    RecordSchema schema =
        new RecordSchema(List.of(new Field(name, FieldType.of(ScalarKind.STRING))));
    ExpressionResult result =
        TestingExpression.COMPILER.compile("UPPER(`" + name.replace("`", "``") + "`)", schema, "");
    TypedExpression typed = result.expression().orElseThrow();
    assertThat(TestingExpression.evaluation(typed).value(new Object[] {"x"})).isEqualTo("X");
    assertThat(TestingExpression.COMPILER.compile(typed.text(), schema, "").expression())
        .contains(typed);
  }

  @Property(tries = 600)
  void anyTextIsCompiledOrRefused(@ForAll("tokens") String text) {
    ExpressionResult result =
        TestingExpression.COMPILER.compile(
            text, TestingExpression.schema("a INT, s STRING, b BOOLEAN, `order` ARRAY<INT>"), "");
    boolean refused = result.diagnostics().stream().anyMatch(found -> found.isError());
    assertThat(result.expression().isEmpty()).isEqualTo(refused);
    result
        .expression()
        .ifPresent(typed -> assertThat(TestingExpression.generated(typed)).isNotNull());
  }

  @Provide
  Arbitrary<String> tokens() {
    return Arbitraries.of(
            "a",
            "s",
            "b",
            "order",
            "1",
            "2.5",
            "'x'",
            "\"y\"",
            "+",
            "-",
            "*",
            "/",
            "%",
            "=",
            "==",
            "<",
            "<>",
            "!=",
            "(",
            ")",
            "[",
            "]",
            ",",
            ".",
            "AND",
            "OR",
            "NOT",
            "IS",
            "NULL",
            "IN",
            "LIKE",
            "BETWEEN",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "CAST(",
            "AS",
            "INT",
            "STRING",
            "UPPER(",
            "COALESCE(",
            "EXTRACT(",
            "YEAR",
            "FROM",
            "INTERVAL",
            "DAY",
            "DATE",
            "||",
            "$.",
            "NULL",
            "TRUE",
            "ARRAY[",
            "TRIM(",
            "FLOOR(",
            "TO",
            "ESCAPE",
            "DISTINCT",
            "TIMESTAMPADD(",
            "AT",
            "AT TIME ZONE",
            "IS JSON",
            "SIMILAR TO",
            "ILIKE",
            "RETURNING",
            "JSON_VALUE(",
            "JSON_QUERY(",
            "'$.a'",
            "OVERLAY(",
            "PLACING",
            "FOR",
            "MAP[",
            "IF(",
            "TRY(",
            "CONCAT_WS(",
            "SPLIT(",
            "ARRAY_CONCAT(",
            "ELEMENT(")
        .list()
        .ofMaxSize(9)
        .map(parts -> String.join(" ", parts));
  }
}
