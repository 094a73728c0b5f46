package io.dataflow.plan;

import io.dataflow.schema.RecordSchema;
import java.util.ArrayList;
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

  /**
   * The mode behind a step that computes each row from one row: a key that is not handed on as it
   * is identifies nothing any more.
   *
   * @param fields where each field of {@code output} comes from
   */
  default ChangeMode through(RecordSchema input, RecordSchema output, List<MappedField> fields) {
    if (!(this instanceof Upsert upsert)) {
      return this;
    }
    List<String> key = new ArrayList<>();
    for (String name : upsert.key()) {
      int position = fields.indexOf(new MappedField.Copied(input.indexOf(name)));
      if (position < 0) {
        return new Retract();
      }
      key.add(output.fields().get(position).name());
    }
    return new Upsert(key);
  }

  /** {@code append}, {@code upsert(a, b)} or {@code retract}. */
  default String text() {
    if (this instanceof Upsert upsert) {
      return "upsert(" + String.join(", ", upsert.key()) + ")";
    }
    return this instanceof Append ? "append" : "retract";
  }
}
