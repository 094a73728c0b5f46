package io.dataflow.function.json;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The way to one value of a document: {@code $}, then any of {@code .name}, {@code ['any name']}
 * and {@code [n]}, counted from 0. No wildcards and no filters, so that one pass over the document
 * finds the value.
 */
public final class JsonPath implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String text;

  /** A String for a member, an Integer for an element. */
  private final Object[] steps;

  private JsonPath(String text, Object[] steps) {
    this.text = text;
    this.steps = steps;
  }

  int depth() {
    return steps.length;
  }

  /** The name at this step, or null if it is the number of an element. */
  String name(int step) {
    return steps[step] instanceof String name ? name : null;
  }

  /** The number at this step, which must not be a name. */
  int index(int step) {
    return (Integer) steps[step];
  }

  @Override
  public String toString() {
    return text;
  }

  /**
   * @throws IllegalArgumentException saying what is wrong at which character
   */
  public static JsonPath of(String text) {
    return new Reader(text).path();
  }

  private static final class Reader {
    private final String text;
    private final List<Object> steps = new ArrayList<>();
    private int position;

    Reader(String text) {
      this.text = text;
    }

    JsonPath path() {
      if (!text.startsWith("$")) {
        throw wrong("a path starts with $");
      }
      position = 1;
      while (position < text.length()) {
        char c = text.charAt(position++);
        if (c == '.') {
          steps.add(name());
        } else if (c == '[') {
          bracket();
        } else {
          position--;
          throw wrong("expected . or [");
        }
      }
      return new JsonPath(text, steps.toArray());
    }

    private String name() {
      int start = position;
      while (position < text.length() && isNamePart(text.charAt(position))) {
        position++;
      }
      if (position == start) {
        throw wrong("a name is missing; other than letters and digits go in ['...']");
      }
      return text.substring(start, position);
    }

    private static boolean isNamePart(char c) {
      return Character.isJavaIdentifierPart(c) || c == '-';
    }

    private void bracket() {
      char c = position < text.length() ? text.charAt(position) : ']';
      if (c == '\'' || c == '"') {
        steps.add(quoted(c));
      } else {
        steps.add(number());
      }
      if (position >= text.length() || text.charAt(position) != ']') {
        throw wrong("a ] is missing");
      }
      position++;
    }

    /** A doubled quote or one behind a backslash is part of the name. */
    private String quoted(char quote) {
      StringBuilder name = new StringBuilder();
      for (position++; position < text.length(); position++) {
        char c = text.charAt(position);
        boolean more = position + 1 < text.length();
        if (c == '\\' && more) {
          name.append(text.charAt(++position));
        } else if (c != quote) {
          name.append(c);
        } else if (more && text.charAt(position + 1) == quote) {
          name.append(c);
          position++;
        } else {
          position++;
          return name.toString();
        }
      }
      throw wrong("the name that begins here does not end");
    }

    private Integer number() {
      int start = position;
      while (position < text.length() && Character.digit(text.charAt(position), 10) >= 0) {
        position++;
      }
      if (position == start || position - start > 9) {
        position = start;
        throw wrong("an element is named by its number, from 0; * and filters are not available");
      }
      return Integer.valueOf(text.substring(start, position));
    }

    private IllegalArgumentException wrong(String what) {
      return new IllegalArgumentException(
          "this is no JSON path, at character " + (position + 1) + ": " + what);
    }
  }
}
