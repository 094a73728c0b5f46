package io.dataflow.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dataflow.error.NearestName;
import io.dataflow.function.json.RowJson;
import io.dataflow.plan.ChangeMode;
import io.dataflow.plan.Edge;
import io.dataflow.record.Row;
import io.dataflow.runtime.format.RowDecoder;
import io.dataflow.schema.Field;
import io.dataflow.schema.RecordSchema;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds the rows that reached a sink against those a test expects: by value and in any order. Of
 * results that change, what is left in the end counts; of dead letters, the fields that the test
 * names.
 */
final class RowsComparison {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final RecordSchema schema;
  private final ChangeMode mode;
  private final boolean named;

  private RowsComparison(RecordSchema schema, ChangeMode mode, boolean named) {
    this.schema = schema;
    this.mode = mode;
    this.named = named;
  }

  static RowsComparison of(Edge edge) {
    return new RowsComparison(edge.schema(), edge.mode(), false);
  }

  /** Of dead letters: nobody writes down all that they say. */
  static RowsComparison ofNamedFields(Edge edge) {
    List<Field> fields =
        edge.schema().fields().stream()
            .map(field -> new Field(field.name(), field.type().withNullable(true)))
            .toList();
    return new RowsComparison(new RecordSchema(fields), edge.mode(), true);
  }

  /** One line for each row that is missing or too many, or that cannot be a row of the sink. */
  List<String> differences(List<String> expected, TrialResult.Rows found) {
    List<String> differences = new ArrayList<>();
    if (found.lines().size() < found.count()) {
      differences.add("too many rows: " + found.count() + " came out");
      return differences;
    }
    List<Row> left = last(found.lines());
    TrialRows wanted = new TrialRows(expected, schema);
    RowDecoder decoder = wanted.decoder();
    for (int i = 0; i < expected.size(); i++) {
      List<String> names = names(expected.get(i));
      Optional<String> unknown =
          names.stream().filter(name -> schema.field(name).isEmpty()).findFirst();
      if (unknown.isPresent()) {
        String hint = NearestName.hint(unknown.get(), schema.names());
        differences.add("no field of this sink: '" + unknown.get() + "'; " + hint);
        continue;
      }
      Row row = wanted.row(decoder, i);
      if (row.isBad()) {
        differences.add(
            "no row of this sink: " + expected.get(i) + ": " + row.badRecord().message());
        continue;
      }
      int place = place(row, names, left);
      if (place < 0) {
        differences.add("missing: " + (named ? expected.get(i) : RowJson.of(schema, row.values())));
      } else {
        left.remove(place);
      }
    }
    left.forEach(row -> differences.add("not expected: " + RowJson.of(schema, row.values())));
    return differences;
  }

  /** Where the wanted row is among those that are left, or -1. */
  private int place(Row wanted, List<String> names, List<Row> left) {
    if (!named) {
      return left.indexOf(wanted);
    }
    for (int i = 0; i < left.size(); i++) {
      if (part(left.get(i), names).equals(part(wanted, names))) {
        return i;
      }
    }
    return -1;
  }

  private static List<String> names(String json) {
    List<String> names = new ArrayList<>();
    try {
      MAPPER.readTree(json).fieldNames().forEachRemaining(names::add);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }

  private List<Row> last(List<String> lines) {
    List<String> kinds = lines.stream().map(line -> line.substring(0, 2)).toList();
    TrialRows rows = new TrialRows(lines.stream().map(line -> line.substring(3)).toList(), schema);
    RowDecoder decoder = rows.decoder();
    List<Row> kept = new ArrayList<>();
    Map<Row, Row> byKey = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      Row row = rows.row(decoder, i);
      boolean goes = kinds.get(i).startsWith("-");
      if (mode instanceof ChangeMode.Upsert upsert) {
        Row key = part(row, upsert.key());
        byKey.remove(key);
        if (!goes) {
          byKey.put(key, row);
        }
      } else if (goes) {
        kept.remove(row);
      } else {
        kept.add(row);
      }
    }
    kept.addAll(byKey.values());
    return kept;
  }

  private Row part(Row row, List<String> names) {
    return Row.of(names.stream().map(name -> row.get(schema.indexOf(name))).toArray());
  }
}
