package io.dataflow.trial;

import io.dataflow.function.json.RowJson;
import io.dataflow.plan.ChangeMode;
import io.dataflow.plan.Edge;
import io.dataflow.record.Row;
import io.dataflow.runtime.format.RowDecoder;
import io.dataflow.schema.RecordSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds the rows that reached a sink against those a test expects: by value and in any order. Of
 * results that change, what is left in the end counts.
 */
final class RowsComparison {
  private final RecordSchema schema;
  private final ChangeMode mode;

  RowsComparison(Edge edge) {
    this.schema = edge.schema();
    this.mode = edge.mode();
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
      Row row = wanted.row(decoder, i);
      if (row.isBad()) {
        differences.add(
            "no row of this sink: " + expected.get(i) + ": " + row.badRecord().message());
      } else if (!left.remove(row)) {
        differences.add("missing: " + RowJson.of(schema, row.values()));
      }
    }
    left.forEach(row -> differences.add("not expected: " + RowJson.of(schema, row.values())));
    return differences;
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
        Row key = key(row, upsert.key());
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

  private Row key(Row row, List<String> names) {
    return Row.of(names.stream().map(name -> row.get(schema.indexOf(name))).toArray());
  }
}
