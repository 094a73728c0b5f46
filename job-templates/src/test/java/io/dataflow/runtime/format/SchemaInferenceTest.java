package io.dataflow.runtime.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.record.Row;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaInferenceTest {
  static Stream<Arguments> csvColumns() {
    return Stream.of(
        Arguments.of("1|-2|0", "BIGINT"),
        Arguments.of("1||3", "BIGINT"),
        Arguments.of("1|2.50", "DOUBLE"),
        Arguments.of("1e3|0.5", "DOUBLE"),
        Arguments.of("007|1", "STRING"),
        Arguments.of("00.5", "STRING"),
        Arguments.of("+49", "STRING"),
        Arguments.of("12345678901234567890", "STRING"),
        Arguments.of("1|x", "STRING"),
        Arguments.of("|", "STRING"),
        Arguments.of("true|FALSE", "BOOLEAN"),
        Arguments.of("true|1", "STRING"),
        Arguments.of("2024-02-29|2024-01-01", "DATE"),
        Arguments.of("2024-02-30", "STRING"),
        Arguments.of("2024-01-01 10:00|2024-01-01T10:00:00.5", "TIMESTAMP(3)"),
        Arguments.of("2024-01-01T10:00:00Z|2024-01-01T10:00:00+02:00", "TIMESTAMP_LTZ(3)"),
        Arguments.of("2024-01-01|2024-01-01T10:00", "STRING"),
        Arguments.of("01/02/2024", "STRING"),
        Arguments.of("10:15:00", "STRING"),
        Arguments.of("NaN", "STRING"));
  }

  @ParameterizedTest
  @MethodSource
  void csvColumns(String samples, String type) {
    SchemaInference inference = RecordFormat.csv(CsvDialect.RFC_4180).inference();
    read(inference, "x,other\n" + samples.replace("|", ",\n") + ",\n");
    assertThat(inference.schema()).hasToString("x " + type + ", other STRING");
  }

  @Test
  void columnsWithoutNamesAreNumbered() {
    SchemaInference withHeader = RecordFormat.csv(CsvDialect.RFC_4180).inference();
    read(withHeader, ",a\n1,2\n");
    assertThat(withHeader.schema()).hasToString("field1 BIGINT, a BIGINT");

    SchemaInference without = RecordFormat.csv(CsvDialect.RFC_4180.withHeader(false)).inference();
    read(without, "1,2\n3,x\n");
    assertThat(without.schema()).hasToString("field1 BIGINT, field2 STRING");
    assertThat(without.records()).isEqualTo(2);
  }

  @Test
  void jsonIsTheUnionOfAllMembers() {
    SchemaInference inference = RecordFormat.json().inference();
    read(
        inference,
        """
        {"id": 1, "code": "007", "at": "2024-01-01T10:00:00Z", "tags": ["a"], "who": {"name": "x"}}
        {"id": 2.5, "big": 12345678901234567890, "flag": true, "who": {"age": 3}, "tags": []}
        no JSON
        [1]

        {"mixed": 1, "none": null, "empty": {}, "rows": [{"a": 1}, {"b": null}], "no": "42"}
        {"mixed": {"a": 1}}
        """);
    assertThat(inference.records()).isEqualTo(4);
    assertThat(inference.schema())
        .hasToString(
            "id DOUBLE, code STRING, at TIMESTAMP_LTZ(3), tags ARRAY<STRING>, who ROW<name STRING,"
                + " age BIGINT>, big STRING, flag BOOLEAN, mixed STRING, none STRING, empty STRING,"
                + " rows ARRAY<ROW<a BIGINT, b STRING>>, no STRING");
  }

  private static void read(SchemaInference inference, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    RowDecoder decoder = inference.decoder();
    RecordFormat format =
        inference instanceof CsvInference
            ? RecordFormat.csv(CsvDialect.RFC_4180)
            : RecordFormat.json();
    RecordFramer framer = format.framer();
    int at = 0;
    boolean header = decoder.needsHeader();
    while (at < bytes.length) {
      int end = framer.end(bytes, at, bytes.length, true);
      if (header) {
        decoder.bind(bytes, at, end);
        header = false;
      } else {
        Row row = decoder.decodeRecord(bytes, at, end);
        if (row != null) {
          inference.add(row);
        }
      }
      at = end;
    }
  }
}
