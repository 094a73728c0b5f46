package io.dataflow.runtime.format;

import io.dataflow.record.Row;
import io.dataflow.schema.Field;
import io.dataflow.schema.RecordSchema;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Infers from csv: names from the header, {@code field1}, {@code field2} ... without one. */
final class CsvInference implements SchemaInference {
  private final CsvDialect dialect;
  private final Charset charset;
  private final Map<String, TypeGuess> columns = new LinkedHashMap<>();
  private CsvTextDecoder current;
  private int records;

  CsvInference(CsvDialect dialect, Charset charset) {
    this.dialect = dialect;
    this.charset = charset;
  }

  @Override
  public RowDecoder decoder() {
    current = new CsvTextDecoder(dialect, charset);
    return current;
  }

  @Override
  public void add(Row sample) {
    records++;
    List<String> names = current.names();
    for (int i = 0; i < names.size(); i++) {
      TypeGuess guess = columns.computeIfAbsent(names.get(i), name -> new TypeGuess());
      if (sample.get(i) instanceof String text) {
        guess.add(TypeGuess.ofText(text));
      }
    }
  }

  @Override
  public int records() {
    return records;
  }

  @Override
  public RecordSchema schema() {
    List<Field> fields = new ArrayList<>();
    columns.forEach((name, guess) -> fields.add(new Field(name, guess.type())));
    return new RecordSchema(fields);
  }
}
