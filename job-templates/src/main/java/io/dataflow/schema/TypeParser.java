package io.dataflow.schema;

import io.dataflow.error.NearestName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the type text format: {@code BIGINT NOT NULL}, {@code DECIMAL(10,2)}, {@code TIMESTAMP(3)},
 * {@code ARRAY<STRING>}, {@code MAP<STRING, INT>}, {@code ROW<id BIGINT, name STRING>}. Type names
 * are case-insensitive, field names are not; a field name may be back-quoted. Nesting is limited to
 * {@value #MAX_DEPTH}.
 */
public final class TypeParser {
  static final int MAX_DEPTH = 32;

  private static final List<String> NAMES =
      List.of(
          "STRING",
          "BOOLEAN",
          "TINYINT",
          "SMALLINT",
          "INT",
          "BIGINT",
          "FLOAT",
          "DOUBLE",
          "DECIMAL",
          "DATE",
          "TIME",
          "TIMESTAMP",
          "TIMESTAMP_LTZ",
          "BYTES",
          "ARRAY",
          "MAP",
          "ROW");

  private final String text;
  private int position;

  private TypeParser(String text) {
    this.text = text;
  }

  public static FieldType parse(String text) throws TypeSyntaxException {
    TypeParser parser = new TypeParser(text);
    FieldType type = parser.type(0);
    parser.blanks();
    if (parser.position < text.length()) {
      throw parser.fail("unexpected '" + text.substring(parser.position) + "' behind the type");
    }
    return type;
  }

  private FieldType type(int depth) throws TypeSyntaxException {
    if (depth > MAX_DEPTH) {
      throw fail("types are nested deeper than " + MAX_DEPTH);
    }
    blanks();
    int start = position;
    String written = word();
    FieldType type =
        switch (written.toUpperCase(Locale.ROOT)) {
          case "STRING", "VARCHAR", "TEXT" -> FieldType.of(ScalarKind.STRING);
          case "BOOLEAN" -> FieldType.of(ScalarKind.BOOLEAN);
          case "TINYINT" -> FieldType.of(ScalarKind.TINYINT);
          case "SMALLINT" -> FieldType.of(ScalarKind.SMALLINT);
          case "INT", "INTEGER" -> FieldType.of(ScalarKind.INT);
          case "BIGINT" -> FieldType.of(ScalarKind.BIGINT);
          case "FLOAT" -> FieldType.of(ScalarKind.FLOAT);
          case "DOUBLE" -> FieldType.of(ScalarKind.DOUBLE);
          case "DATE" -> FieldType.of(ScalarKind.DATE);
          case "TIME" -> milliseconds(ScalarKind.TIME, 0);
          case "TIMESTAMP" -> milliseconds(ScalarKind.TIMESTAMP, 3);
          case "TIMESTAMP_LTZ" -> milliseconds(ScalarKind.TIMESTAMP_LTZ, 3);
          case "BYTES" -> FieldType.of(ScalarKind.BYTES);
          case "DECIMAL", "NUMERIC" -> decimal();
          case "ARRAY" -> {
            expect('<');
            FieldType element = type(depth + 1);
            expect('>');
            yield new FieldType.Array(element, true);
          }
          case "MAP" -> {
            expect('<');
            FieldType key = type(depth + 1);
            expect(',');
            FieldType value = type(depth + 1);
            expect('>');
            yield new FieldType.Dictionary(key, value, true);
          }
          case "ROW" -> row(depth);
          default ->
              throw new TypeSyntaxException(
                  "unknown type '" + written + "'; " + NearestName.hint(written, NAMES), start);
        };
    return notNull() ? type.withNullable(false) : type;
  }

  private FieldType milliseconds(ScalarKind kind, int assumed) throws TypeSyntaxException {
    int start = position;
    int precision = peek('(') ? parameters(1)[0] : assumed;
    if (precision < 0 || precision > 3) {
      throw new TypeSyntaxException(
          "precision " + precision + " is not kept: at most milliseconds (3)", start);
    }
    return FieldType.of(kind);
  }

  private FieldType decimal() throws TypeSyntaxException {
    int start = position;
    if (!peek('(')) {
      return new FieldType.Decimal(FieldType.Decimal.MAX_PRECISION, 18, true);
    }
    int[] parameters = parameters(2);
    try {
      return new FieldType.Decimal(parameters[0], parameters.length > 1 ? parameters[1] : 0, true);
    } catch (IllegalArgumentException e) {
      throw new TypeSyntaxException(e.getMessage(), start);
    }
  }

  private FieldType row(int depth) throws TypeSyntaxException {
    expect('<');
    List<Field> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    do {
      int start = position;
      String name = fieldName();
      if (!names.add(name)) {
        throw new TypeSyntaxException("two fields are called '" + name + "'", start);
      }
      fields.add(new Field(name, type(depth + 1)));
    } while (accept(','));
    expect('>');
    return new FieldType.Nested(new RecordSchema(fields), true);
  }

  private String fieldName() throws TypeSyntaxException {
    if (!peek('`')) {
      return word();
    }
    position++;
    StringBuilder name = new StringBuilder();
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c != '`') {
        name.append(c);
      } else if (position < text.length() && text.charAt(position) == '`') {
        name.append(c);
        position++;
      } else if (name.length() == 0) {
        break;
      } else {
        return name.toString();
      }
    }
    throw fail("a back-quoted name is empty or does not end");
  }

  private int[] parameters(int most) throws TypeSyntaxException {
    expect('(');
    int[] found = new int[most];
    int count = 0;
    do {
      if (count == most) {
        throw fail("at most " + most + " parameters are taken");
      }
      blanks();
      int start = position;
      while (position < text.length() && Character.isDigit(text.charAt(position))) {
        position++;
      }
      if (start == position || position - start > 4) {
        throw fail("a small whole number is expected");
      }
      found[count++] = Integer.parseInt(text.substring(start, position));
    } while (accept(','));
    expect(')');
    return java.util.Arrays.copyOf(found, count);
  }

  private boolean notNull() throws TypeSyntaxException {
    int start = position;
    blanks();
    if (position < text.length() && Character.isLetter(text.charAt(position))) {
      String first = word();
      if (first.equalsIgnoreCase("NULL")) {
        return false;
      }
      blanks();
      if (first.equalsIgnoreCase("NOT") && word().equalsIgnoreCase("NULL")) {
        return true;
      }
      throw new TypeSyntaxException("behind a type only NOT NULL may stand", start);
    }
    return false;
  }

  private String word() throws TypeSyntaxException {
    blanks();
    int start = position;
    while (position < text.length()
        && (Character.isLetterOrDigit(text.charAt(position)) || text.charAt(position) == '_')) {
      position++;
    }
    if (start == position) {
      throw fail("a name is expected");
    }
    return text.substring(start, position);
  }

  private boolean peek(char expected) {
    blanks();
    return position < text.length() && text.charAt(position) == expected;
  }

  private boolean accept(char expected) {
    if (peek(expected)) {
      position++;
      return true;
    }
    return false;
  }

  private void expect(char expected) throws TypeSyntaxException {
    if (!accept(expected)) {
      throw fail("'" + expected + "' is expected");
    }
  }

  private void blanks() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  private TypeSyntaxException fail(String message) {
    return new TypeSyntaxException(message, position);
  }
}
