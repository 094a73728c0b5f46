package io.dataflow.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeParserTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "STRING",
        "BIGINT NOT NULL",
        "DECIMAL(10,2)",
        "TIMESTAMP(3) NOT NULL",
        "TIMESTAMP_LTZ(3)",
        "ARRAY<STRING NOT NULL>",
        "MAP<STRING, ARRAY<INT>>",
        "ROW<id BIGINT NOT NULL, `a b` ROW<c BYTES>> NOT NULL"
      })
  void textFormatRoundTrips(String text) throws Exception {
    assertThat(TypeParser.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STRNG | did you mean 'STRING'",
        "DECIMAL(39,2) | 1 <= p <= 38",
        "TIMESTAMP(6) | at most milliseconds",
        "ARRAY<INT | '>' is expected",
        "ROW<a INT, a INT> | two fields are called 'a'",
        "INT NOT | a name is expected",
        "INT INT | only NOT NULL",
        "INT) | unexpected ')'"
      })
  void saysWhatIsWrong(String text, String message) {
    assertThatThrownBy(() -> TypeParser.parse(text))
        .isInstanceOf(TypeSyntaxException.class)
        .hasMessageContaining(message);
  }
}
