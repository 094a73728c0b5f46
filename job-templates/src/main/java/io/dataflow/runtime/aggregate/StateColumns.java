package io.dataflow.runtime.aggregate;

import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import io.dataflow.schema.SchemaComparison;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How accumulators lie in state: what each part means, and its slots. The number of rows comes
 * first and has no meaning of its own.
 */
record StateColumns(List<Column> columns) implements Serializable {
  /**
   * @param meaning the aggregate's call in its canonical spelling, and how it is kept
   * @param numbers how many numbers it has
   * @param objects the types of its objects
   */
  record Column(String meaning, int numbers, List<FieldType> objects) implements Serializable {
    Column {
      objects = List.copyOf(objects);
    }

    /** Whether what it held can be held by another. */
    boolean goesOnAs(Column after) {
      return numbers == after.numbers
          && objects.size() == after.objects.size()
          && SchemaComparison.of(schema(), after.schema()).compatible();
    }

    private RecordSchema schema() {
      List<Field> fields = new ArrayList<>();
      objects.forEach(type -> fields.add(new Field("object " + fields.size(), type)));
      return new RecordSchema(fields);
    }
  }

  StateColumns {
    columns = List.copyOf(columns);
  }

  int numbers() {
    return 1 + columns.stream().mapToInt(Column::numbers).sum();
  }

  int objects() {
    return columns.stream().mapToInt(column -> column.objects().size()).sum();
  }

  /** An accumulator as a record: all numbers, then all objects. */
  RecordSchema schema() {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < numbers(); i++) {
      fields.add(new Field("number " + i, FieldType.of(ScalarKind.BIGINT)));
    }
    for (Column column : columns) {
      column.objects().forEach(type -> fields.add(new Field("object " + fields.size(), type)));
    }
    return new RecordSchema(fields);
  }

  /** The position of a column among the columns, or -1. */
  int indexOf(String meaning) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).meaning().equals(meaning)) {
        return i;
      }
    }
    return -1;
  }

  /** The first number of a column. */
  int firstNumber(int column) {
    return 1 + columns.subList(0, column).stream().mapToInt(Column::numbers).sum();
  }

  /** The first object of a column. */
  int firstObject(int column) {
    return columns.subList(0, column).stream().mapToInt(each -> each.objects().size()).sum();
  }
}
