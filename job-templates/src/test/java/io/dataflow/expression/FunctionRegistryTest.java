package io.dataflow.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.schema.FieldType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionRegistryTest {
  static Stream<Arguments> examples() {
    return FunctionRegistry.standard().definitions().stream()
        .flatMap(
            definition ->
                definition.examples().stream()
                    .map(example -> Arguments.of(example.expression(), example.result())));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void exampleGivesTheResultThatTheReferenceShows(String expression, String result) {
    FieldType type = TestingExpression.typed(expression, "").type();
    boolean scalar = type instanceof FieldType.Scalar || type instanceof FieldType.Decimal;
    String text =
        scalar ? "CAST((" + expression + ") AS STRING)" : "JSON_STRING(" + expression + ")";
    Object value = TestingExpression.value(text, "");
    assertThat(value == null ? "NULL" : value).isEqualTo(result);
  }

  @Test
  void everythingIsDescribed() {
    List<FunctionDefinition> definitions = FunctionRegistry.standard().definitions();
    assertThat(definitions)
        .hasSizeGreaterThan(130)
        .allSatisfy(
            definition -> {
              assertThat(definition.description()).endsWith(".");
              assertThat(definition.syntax()).isNotBlank();
              assertThat(definition.examples()).isNotEmpty();
            });
  }
}
