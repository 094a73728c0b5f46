package io.dataflow.launcher.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where every key and value of a document stands in its text, by JSON pointer (RFC 6901). */
final class SourceMap {

  private final List<String> lines;
  private final Map<String, SourcePosition> keys = new HashMap<>();
  private final Map<String, SourcePosition> values = new HashMap<>();
  private final Map<String, String> strings = new HashMap<>();

  private SourceMap(String text) {
    this.lines = text.lines().toList();
  }

  /** As far as the text can be parsed. */
  static SourceMap of(DefinitionFile file) {
    SourceMap map = new SourceMap(file.text());
    JsonFactory factory = file.yaml() ? new YAMLFactory() : new JsonFactory();
    try (JsonParser parser = factory.createParser(file.text())) {
      map.read(parser);
    } catch (IOException malformed) {
      // What stands before the error is known.
    }
    return map;
  }

  private void read(JsonParser parser) throws IOException {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      String pointer = parser.getParsingContext().pathAsPointer().toString();
      JsonLocation at = parser.currentTokenLocation();
      SourcePosition position = new SourcePosition(at.getLineNr(), at.getColumnNr());
      if (token == JsonToken.FIELD_NAME) {
        keys.put(pointer, position);
      } else if (token.isScalarValue()) {
        values.put(pointer, position);
        if (token == JsonToken.VALUE_STRING) {
          strings.put(pointer, parser.getText());
        }
      } else if (token.isStructStart()) {
        // Inside its own context now: the pointer of a container is its parent's.
        JsonParser reader = parser;
        String own = reader.getParsingContext().getParent().pathAsPointer().toString();
        values.put(own, position);
      }
    }
  }

  /** The value, or the nearest enclosing one that the text has. */
  SourcePosition value(String pointer) {
    return find(values, pointer);
  }

  /** The key before the value; the value itself where it has none, as in arrays. */
  SourcePosition key(String pointer) {
    SourcePosition key = keys.get(pointer);
    return key == null ? value(pointer) : key;
  }

  /**
   * A place inside a string value.
   *
   * @param line line inside the string, from 1
   * @param column column inside that line, from 1
   * @return empty if the text of the string is not written as it reads (escapes, block scalars)
   */
  Optional<SourcePosition> inside(String pointer, int line, int column) {
    SourcePosition start = values.get(pointer);
    String string = strings.get(pointer);
    if (start == null || string == null || line != 1 || start.line() > lines.size()) {
      return Optional.empty();
    }
    String written = lines.get(start.line() - 1).substring(start.column() - 1);
    int quote = written.startsWith("\"") || written.startsWith("'") ? 1 : 0;
    String before = string.substring(0, Math.min(column - 1, string.length()));
    return written.startsWith(before, quote)
        ? Optional.of(new SourcePosition(start.line(), start.column() + quote + column - 1))
        : Optional.empty();
  }

  String line(int number) {
    return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
  }

  private static SourcePosition find(Map<String, SourcePosition> map, String pointer) {
    String at = pointer;
    while (!map.containsKey(at) && !at.isEmpty()) {
      at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
    }
    return map.getOrDefault(at, new SourcePosition(1, 1));
  }
}
