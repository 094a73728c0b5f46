package io.dataflow.plan;

import java.util.List;

/** What may be said on an edge of the plan about a result that was said before. */
public sealed interface ChangeMode {
  /** Nothing: every row is a result of its own. */
  record Append() implements ChangeMode {}

  /** A row replaces the one with the same key, or deletes it. */
  record Upsert(List<String> key) implements ChangeMode {
    public Upsert {
      key = List.copyOf(key);
    }
  }

  /** A row takes an earlier one back. */
  record Retract() implements ChangeMode {}

  /** {@code append}, {@code upsert(a, b)} or {@code retract}. */
  default String text() {
    if (this instanceof Upsert upsert) {
      return "upsert(" + String.join(", ", upsert.key()) + ")";
    }
    return this instanceof Append ? "append" : "retract";
  }
}
