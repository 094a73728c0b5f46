package io.dataflow.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.schema.SchemaComparison.Change;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaComparisonTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          INT                   | INT                     | SAME
          INT NOT NULL          | INT                     | WIDENED
          INT                   | INT NOT NULL            | INCOMPATIBLE
          INT                   | BIGINT                  | WIDENED
          BIGINT                | INT                     | INCOMPATIBLE
          BIGINT                | DECIMAL(19,0)           | WIDENED
          BIGINT                | DECIMAL(19,2)           | INCOMPATIBLE
          FLOAT                 | DOUBLE                  | WIDENED
          DOUBLE                | FLOAT                   | INCOMPATIBLE
          INT                   | STRING                  | INCOMPATIBLE
          DATE                  | INT                     | INCOMPATIBLE
          DECIMAL(10,2)         | DECIMAL(12,4)           | WIDENED
          DECIMAL(10,2)         | DECIMAL(12,6)           | INCOMPATIBLE
          ARRAY<INT>            | ARRAY<BIGINT>           | WIDENED
          MAP<STRING, INT>      | MAP<STRING, STRING>     | INCOMPATIBLE
          ROW<a INT>            | ROW<a INT, b INT>       | WIDENED
          ROW<a INT>            | ROW<a STRING>           | INCOMPATIBLE
          ROW<a INT>            | ROW<a INT, b INT NOT NULL> | INCOMPATIBLE
          """)
  void aChangedTypeGoesOnOnlyIfNoValueIsLost(String before, String after, Change expected)
      throws Exception {
    SchemaComparison comparison = SchemaComparison.of(row("x " + before), row("x " + after));
    assertThat(comparison.changes()).singleElement().matches(change -> change.change() == expected);
    assertThat(comparison.compatible()).isEqualTo(expected != Change.INCOMPATIBLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a INT                 | b INT, a INT                   | true  | false
          a INT                 | a INT, b INT NOT NULL          | false | false
          a INT, b INT          | b INT                          | true  | true
          a INT, b INT          | b BIGINT, a INT                | true  | true
          a ROW<x INT>          | a ROW<y INT, x INT>            | true  | false
          a ROW<x INT, y INT>   | a ROW<y INT>                   | true  | true
          a ARRAY<ROW<x INT>>   | a ARRAY<ROW<x INT, y INT>>     | true  | false
          a MAP<STRING, ROW<x INT>> | a MAP<STRING, ROW<x INT, y INT>> | true | false
          """)
  void whatIsAddedIsNullUnlessRowsAreFoundByTheirValues(
      String before, String after, boolean compatible, boolean byValue) throws Exception {
    SchemaComparison comparison = SchemaComparison.of(row(before), row(after));
    assertThat(comparison.compatible()).isEqualTo(compatible);
    assertThat(comparison.byValue().compatible()).isEqualTo(byValue);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a INT, b INT      | a INT, b INT NOT NULL | true
          a INT, b INT      | b INT, a INT          | false
          a INT             | a INT, b INT          | false
          a ROW<x INT>      | a ROW<x INT NOT NULL> | true
          a ROW<x INT>      | a ROW<x BIGINT>       | false
          """)
  void theLayoutIsNamesOrderAndTypes(String before, String after, boolean same) throws Exception {
    assertThat(SchemaComparison.of(row(before), row(after)).sameLayout()).isEqualTo(same);
  }

  private static RecordSchema row(String fields) throws TypeSyntaxException {
    return ((FieldType.Nested) TypeParser.parse("ROW<" + fields + ">")).schema();
  }
}
