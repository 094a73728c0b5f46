package io.dataflow.runtime.format;

import com.fasterxml.jackson.core.JsonParser;
import io.dataflow.schema.Field;
import io.dataflow.schema.RecordSchema;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Reads an object's members as a schema's fields, found by name. */
final class JsonObjectReader {
  private static final int NOT_READ = -1;

  /** In place of a position: the schema has no such field. */
  static final int UNKNOWN = -2;

  private final String[] names;
  private final JsonValueReader[] readers;
  private final Map<String, Integer> positions = new HashMap<>();
  private int unknown;

  /**
   * @param prefix what stands before the fields' names in messages
   */
  JsonObjectReader(RecordSchema schema, String prefix) {
    this(schema, schema, prefix);
  }

  /**
   * @param whole all fields that are known
   * @param schema those that are read
   */
  JsonObjectReader(RecordSchema whole, RecordSchema schema, String prefix) {
    whole.names().forEach(name -> positions.put(name, NOT_READ));
    // The parser interns what it reads, too: mostly the comparison ends with the reference.
    this.names = schema.names().stream().map(String::intern).toArray(String[]::new);
    this.readers = new JsonValueReader[names.length];
    for (int i = 0; i < names.length; i++) {
      Field field = schema.fields().get(i);
      readers[i] = new JsonValueReader(prefix + field.name(), field.type());
      positions.put(field.name(), i);
    }
  }

  /** The values, once the opening brace was read. */
  Object[] read(JsonParser parser) throws IOException {
    Object[] values = newValues();
    int expected = 0;
    unknown = 0;
    String name;
    while ((name = parser.nextFieldName()) != null) {
      parser.nextToken();
      // Records of one source mostly have their members in one order.
      int position =
          expected < names.length && names[expected].equals(name) ? expected : position(name);
      if (position < 0) {
        unknown += position == UNKNOWN ? 1 : 0;
        parser.skipChildren();
      } else {
        values[position] = readers[position].read(parser);
        expected = position + 1;
      }
    }
    return complete(values);
  }

  Object[] newValues() {
    return new Object[names.length];
  }

  /** The values, once none is missing that must be there. */
  Object[] complete(Object[] values) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null) {
        readers[i].none();
      }
    }
    return values;
  }

  /** How many members of the object that was read last the schema does not name. */
  int unknown() {
    return unknown;
  }

  /** The position of the field of this name; negative if it is not read, {@link #UNKNOWN} too. */
  int position(String name) {
    return positions.getOrDefault(name, UNKNOWN);
  }

  JsonValueReader reader(int position) {
    return readers[position];
  }
}
