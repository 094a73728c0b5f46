package io.dataflow.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is left of changes in the end: {@code {final: [rows], key: [fields]}} in a spec. With a key
 * a row replaces the one before, else rows are taken back by their values.
 */
final class FinalRows {
  private FinalRows() {}

  /**
   * @param changes rows with {@code op} as first member, in order
   */
  static List<JsonNode> of(List<JsonNode> changes, JsonNode key) {
    boolean keyed = !key.isMissingNode();
    Map<List<JsonNode>, List<JsonNode>> rows = new LinkedHashMap<>();
    for (JsonNode change : changes) {
      ObjectNode row = change.deepCopy();
      String op = row.remove("op").asText();
      List<JsonNode> place = new ArrayList<>();
      key.forEach(name -> place.add(row.get(name.asText())));
      List<JsonNode> there =
          rows.computeIfAbsent(keyed ? place : List.of(row), any -> new ArrayList<>());
      if (op.startsWith("+")) {
        if (keyed) {
          there.clear();
        }
        there.add(row);
      } else if (!there.remove(row)) {
        throw new AssertionError(row + " is taken back, but not there: " + there);
      }
    }
    return new ArrayList<>(rows.values().stream().flatMap(List::stream).toList());
  }
}
