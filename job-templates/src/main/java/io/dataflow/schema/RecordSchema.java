package io.dataflow.schema;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The fields of a record, in order. Names are unique. */
public record RecordSchema(List<Field> fields) implements Serializable {
  public RecordSchema {
    fields = List.copyOf(fields);
    Set<String> names = new HashSet<>();
    for (Field field : fields) {
      if (!names.add(field.name())) {
        throw new IllegalArgumentException("two fields are called '" + field.name() + "'");
      }
    }
  }

  public int size() {
    return fields.size();
  }

  /** The position of a field, or -1. */
  public int indexOf(String name) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  public Optional<Field> field(String name) {
    int index = indexOf(name);
    return index < 0 ? Optional.empty() : Optional.of(fields.get(index));
  }

  public List<String> names() {
    return fields.stream().map(Field::name).toList();
  }

  @Override
  public String toString() {
    return fields.stream()
        .map(field -> field.quotedName() + " " + field.type())
        .collect(Collectors.joining(", "));
  }
}
