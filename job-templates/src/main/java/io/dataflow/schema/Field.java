package io.dataflow.schema;

import java.io.Serializable;
import java.util.Objects;

/** A named, typed position of a record. Names are case-sensitive and not empty. */
public record Field(String name, FieldType type) implements Serializable {
  public Field {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a field name cannot be empty");
    }
    Objects.requireNonNull(type);
  }

  /** The name as it stands in the type text format: back-quoted where it is no plain word. */
  String quotedName() {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : "`" + name.replace("`", "``") + "`";
  }
}
