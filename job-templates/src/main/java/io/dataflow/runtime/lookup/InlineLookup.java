package io.dataflow.runtime.lookup;

import io.dataflow.connector.ConnectorOptions;
import io.dataflow.connector.LookupConnector;
import io.dataflow.connector.LookupTable;
import io.dataflow.connector.OptionDeclaration;
import io.dataflow.connector.OptionType;
import io.dataflow.connector.SourceContext;
import io.dataflow.error.DataException;
import io.dataflow.error.Diagnostics;
import io.dataflow.error.ErrorCode;
import io.dataflow.record.Row;
import io.dataflow.runtime.format.RecordFormat;
import io.dataflow.runtime.format.SchemaInference;
import io.dataflow.schema.RecordSchema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tables whose rows are JSON objects in the definition, read as JSON lines of a file would be. */
final class InlineLookup implements LookupConnector {
  private static final String ROWS = "rows";

  @Override
  public List<OptionDeclaration> options() {
    return List.of(
        OptionDeclaration.required(ROWS, OptionType.STRING, "the rows, an array of objects"));
  }

  @Override
  public boolean canChange() {
    return false;
  }

  private static List<String> lines(ConnectorOptions options) {
    return List.of(options.get(ROWS).split("\n", -1));
  }

  /** Inferred of all rows, so that it depends on nothing outside. */
  @Override
  public Optional<RecordSchema> fixedSchema(ConnectorOptions options) {
    SchemaInference inference = RecordFormat.json().inference();
    lines(options).forEach(line -> inference.add(Row.of(line)));
    return Optional.of(inference.schema()).filter(schema -> schema.size() > 0);
  }

  @Override
  public void validateSchema(SourceContext context, String pointer, Diagnostics diagnostics) {
    List<String> lines = lines(context.options());
    for (int i = 0; i < lines.size(); i++) {
      String place = pointer + "/" + ROWS + "/" + i;
      try {
        Row row = decode(lines.get(i), context.schema(), context.schema());
        if (row.unknownFields() > 0) {
          diagnostics.error(
              ErrorCode.UNKNOWN_FIELD,
              place,
              "the row has a field that the table's schema does not name: " + context.schema(),
              "add it to the schema, or leave the schema out");
        }
      } catch (DataException e) {
        diagnostics.error(
            ErrorCode.INVALID_VALUE, place, e.getMessage(), "mend the row or the schema");
      }
    }
  }

  private static Row decode(String line, RecordSchema schema, RecordSchema projected) {
    byte[] json = line.getBytes(StandardCharsets.UTF_8);
    return RecordFormat.json().decoder(schema, projected).decode(json, 0, json.length);
  }

  @Override
  public LookupTable table(SourceContext context) {
    return new Table(lines(context.options()), context.schema(), context.projectedSchema());
  }

  private record Table(List<String> lines, RecordSchema schema, RecordSchema projected)
      implements LookupTable {
    @Override
    public void read(Consumer<Row> rows) {
      lines.forEach(line -> rows.accept(decode(line, schema, projected)));
    }
  }
}
