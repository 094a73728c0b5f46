package io.dataflow.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.error.Pointers;
import java.util.TreeSet;

/** What changed between two documents, as the operations of RFC 6902. */
final class TreeDifference {
  private final ArrayNode operations = JsonNodeFactory.instance.arrayNode();

  private TreeDifference() {}

  static ArrayNode between(JsonNode before, JsonNode after) {
    TreeDifference difference = new TreeDifference();
    difference.compare("", before, after);
    return difference.operations;
  }

  private void compare(String pointer, JsonNode before, JsonNode after) {
    if (before.equals(after)) {
      return;
    }
    if (before instanceof ObjectNode left && after instanceof ObjectNode right) {
      TreeSet<String> names = new TreeSet<>();
      left.fieldNames().forEachRemaining(names::add);
      right.fieldNames().forEachRemaining(names::add);
      names.forEach(name -> member(Pointers.child(pointer, name), left.get(name), right.get(name)));
    } else if (before instanceof ArrayNode left && after instanceof ArrayNode right) {
      int common = Math.min(left.size(), right.size());
      for (int i = 0; i < common; i++) {
        compare(pointer + "/" + i, left.get(i), right.get(i));
      }
      for (int i = common; i < right.size(); i++) {
        add("add", pointer + "/" + i).set("value", right.get(i));
      }
      for (int i = left.size() - 1; i >= common; i--) {
        add("remove", pointer + "/" + i);
      }
    } else {
      add("replace", pointer).set("value", after);
    }
  }

  private void member(String pointer, JsonNode before, JsonNode after) {
    if (before == null) {
      add("add", pointer).set("value", after);
    } else if (after == null) {
      add("remove", pointer);
    } else {
      compare(pointer, before, after);
    }
  }

  private ObjectNode add(String operation, String pointer) {
    return operations.addObject().put("op", operation).put("path", pointer);
  }
}
