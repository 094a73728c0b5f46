package io.dataflow.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.codehaus.janino.util.ClassFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionCodeGeneratorTest {
  private static final String FIELDS = "a INT, s STRING, d DECIMAL(10,2), k BIGINT NOT NULL";

  @Test
  void writesStraightLineCodeOnPrimitives() {
    ExpressionCodeGenerator generator = new ExpressionCodeGenerator();
    generator.addValue(TestingExpression.typed("a + 1", FIELDS));
    generator.addCondition(TestingExpression.typed("s = 'x' AND k > 5", FIELDS), i -> i + 10);
    assertThat(generator.methods())
        .isEqualTo(
            """
            private Integer expression0(Object[] in) {
            Integer b0 = (Integer) in[0];
            int v0 = b0 == null ? 0 : b0.intValue();
            int v1 = (b0 == null) ? 0 : io.dataflow.function.Arithmetic.add(v0, 1);
            return (b0 == null) ? null : Integer.valueOf(v1);
            }
            private boolean expression1(Object[] in) {
            boolean v6 = true;
            boolean n6 = false;
            l6: {
            String v2 = (String) in[11];
            boolean v3 = (v2 == null) ? false : v2.equals(((String) constants[0]));
            if (!(v2 == null) && !v3) { v6 = false; n6 = false; break l6; }
            n6 |= (v2 == null);
            long v4 = ((Long) in[13]).longValue();
            boolean v5 = v4 > 5;
            if (!v5) { v6 = false; n6 = false; break l6; }
            }
            return !n6 && v6;
            }
            """);
    assertThat(generator.constants()).containsExactly("x");
  }

  /** What is written out is made once; numbers stay primitive. */
  @Test
  void convertsNothingAtEachRecord() {
    ExpressionCodeGenerator generator = new ExpressionCodeGenerator();
    generator.addCondition(TestingExpression.typed("d > 100", FIELDS));
    generator.addCondition(TestingExpression.typed("MOD(k, 123) = 0", FIELDS));
    generator.addValue(TestingExpression.typed("COALESCE(d, 0) * 0.908", FIELDS));
    generator.addValue(
        TestingExpression.typed("TIMESTAMP '2024-01-01 00:00:00' AT TIME ZONE 'UTC'", FIELDS));
    assertThat(generator.methods())
        .isEqualTo(
            """
            private boolean expression0(Object[] in) {
            java.math.BigDecimal v0 = (java.math.BigDecimal) in[2];
            boolean v1 = (v0 == null) ? false : io.dataflow.function.Comparisons.compare(v0, ((java.math.BigDecimal) constants[0])) > 0;
            return !(v0 == null) && v1;
            }
            private boolean expression1(Object[] in) {
            long v2 = ((Long) in[3]).longValue();
            long v3 = io.dataflow.function.Arithmetic.mod(v2, 123L);
            boolean v4 = v3 == 0;
            return true && v4;
            }
            private java.math.BigDecimal expression2(Object[] in) {
            java.math.BigDecimal v6 = null;
            boolean n6 = true;
            l6: {
            java.math.BigDecimal v5 = (java.math.BigDecimal) in[2];
            if (!(v5 == null)) {
            v6 = v5;
            n6 = false;
            break l6;
            }
            v6 = ((java.math.BigDecimal) constants[1]);
            n6 = false;
            }
            java.math.BigDecimal v7 = io.dataflow.function.Arithmetic.multiply(v6, ((java.math.BigDecimal) constants[2]), 16, 5);
            return v7;
            }
            private Long expression3(Object[] in) {
            long v8 = io.dataflow.function.TimeZones.toInstant(1704067200000L, ((java.time.ZoneId) constants[3]));
            return Long.valueOf(v8);
            }
            """);
    assertThat(generator.constants())
        .containsExactly(
            new BigDecimal("100.00"),
            new BigDecimal("0.00"),
            new BigDecimal("0.908"),
            ZoneId.of("UTC"));
  }

  @Test
  void sameExpressionGivesTheSameSource() {
    String text = "CASE WHEN a IN (1, 2, 3) THEN UPPER(s) ELSE CAST(d * 1.5 AS STRING) END";
    assertThat(TestingExpression.generated(TestingExpression.typed(text, FIELDS)))
        .isEqualTo(TestingExpression.generated(TestingExpression.typed(text, FIELDS)));
  }

  @Test
  void conditionIsTrueOnlyWhenTrue() {
    TypedExpression expression = TestingExpression.typed("a > 5", FIELDS);
    TestingExpression.Evaluation evaluation = TestingExpression.evaluation(expression);
    assertThat(evaluation.condition(new Object[] {6})).isTrue();
    assertThat(evaluation.condition(new Object[] {5})).isFalse();
    assertThat(evaluation.condition(new Object[] {null})).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"OR", "AND", "CASE", "CONCAT", "COALESCE", "NESTED", "ARRAY", "MAP", "WS", "TRY"})
  void methodsStayWithinWhatHotSpotCompiles(String shape) throws IOException {
    List<String> parts =
        IntStream.range(0, shape.equals("OR") || shape.equals("AND") ? 300 : 90)
            .mapToObj(i -> "(d * " + i + ".5 - a) / (k + " + i + ")")
            .toList();
    String text =
        switch (shape) {
          case "OR", "AND" ->
              parts.stream()
                  .map(part -> part + " > 3")
                  .collect(Collectors.joining(" " + shape + " "));
          case "CASE" ->
              parts.stream()
                  .map(part -> "WHEN " + part + " > 3 THEN " + part)
                  .collect(Collectors.joining(" ", "CASE ", " END"));
          case "CONCAT" ->
              parts.stream()
                  .map(part -> "CAST(" + part + " AS STRING)")
                  .collect(Collectors.joining(", ", "CONCAT(", ")"));
          case "ARRAY" -> "ARRAY_MAX(ARRAY[" + String.join(", ", parts) + "])";
          case "MAP" ->
              IntStream.range(0, 90)
                  .mapToObj(i -> i + ", " + parts.get(i))
                  .collect(Collectors.joining(", ", "MAP_VALUES(MAP[", "])"));
          case "WS" ->
              parts.stream()
                  .map(part -> "JSON_STRING(" + part + ")")
                  .collect(Collectors.joining(", ", "CONCAT_WS(',', ", ")"));
          case "TRY" -> parts.stream().collect(Collectors.joining(") + TRY(", "TRY(", ")"));
          case "COALESCE" -> parts.stream().collect(Collectors.joining(", ", "COALESCE(", ")"));
          default -> "ABS(a + ".repeat(80) + "1" + ")".repeat(80);
        };
    GeneratedClass generated = TestingExpression.generated(TestingExpression.typed(text, FIELDS));
    ClassFile file = new ClassFile(new ByteArrayInputStream(generated.bytes()));
    assertThat(file.methodInfos)
        .allSatisfy(
            method ->
                assertThat(method.getAttributes())
                    .filteredOn(ClassFile.CodeAttribute.class::isInstance)
                    .allSatisfy(
                        code ->
                            assertThat(((ClassFile.CodeAttribute) code).code.length)
                                .isLessThan(8_000)));
  }

  @Test
  void constantsAreSerializable() throws IOException {
    ExpressionCodeGenerator generator = new ExpressionCodeGenerator();
    generator.addValue(
        TestingExpression.typed(
            "s LIKE 'a_c%' AND s IN ('x') AND a IN (1, 2) AND REGEXP_LIKE(s, 'x')"
                + " AND DATE_FORMAT(TIMESTAMP '2024-01-01 00:00:00', 'yyyy') = DATE_FORMAT("
                + "DATE_TRUNC('DAY', TIMESTAMP '2024-01-01 00:00:00'), 'yyyy') AND d > 1.5"
                + " AND s ILIKE 'a%' AND s SIMILAR TO 'a+' AND JSON_VALUE(s, '$.a') IS NULL"
                + " AND CONVERT_TZ(s, 'Europe/Berlin', '+01:00') = s AND s IS JSON ARRAY"
                + " AND JSON_QUERY(s, '$' RETURNING ROW<a INT, b ARRAY<STRING>>) IS NULL"
                + " AND JSON_STRING(a) = s",
            FIELDS));
    try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      out.writeObject(generator.constants());
    }
    assertThat(generator.constants()).hasSizeGreaterThan(16);
  }
}
