package io.dataflow.runtime.format;

import io.dataflow.schema.FieldType;
import io.dataflow.schema.ScalarKind;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The narrowest type that all values seen so far have. */
final class TypeGuess {
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,18})");
  private static final Pattern FRACTION =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+([eE][+-]?[0-9]+)?|[eE][+-]?[0-9]+)");

  private ScalarKind kind;

  void add(ScalarKind seen) {
    if (kind == null || kind == seen) {
      kind = seen;
    } else if (isNumber(kind) && isNumber(seen)) {
      kind = ScalarKind.DOUBLE;
    } else {
      kind = ScalarKind.STRING;
    }
  }

  private static boolean isNumber(ScalarKind kind) {
    return kind == ScalarKind.BIGINT || kind == ScalarKind.DOUBLE;
  }

  FieldType type() {
    return FieldType.of(kind == null ? ScalarKind.STRING : kind);
  }

  /** What a text is where everything is text. */
  static ScalarKind ofText(String text) {
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return ScalarKind.BOOLEAN;
    }
    if (WHOLE.matcher(text).matches()) {
      return fitsLong(text) ? ScalarKind.BIGINT : ScalarKind.STRING;
    }
    return FRACTION.matcher(text).matches() ? ScalarKind.DOUBLE : ofString(text);
  }

  static boolean fitsLong(String digits) {
    try {
      Long.parseLong(digits);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** What a text is where numbers are written otherwise. */
  static ScalarKind ofString(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (parses(() -> TimeParser.date(bytes, 0, bytes.length))) {
      return ScalarKind.DATE;
    }
    if (parses(() -> TimeParser.timestamp(bytes, 0, bytes.length))) {
      return ScalarKind.TIMESTAMP;
    }
    return parses(() -> TimeParser.instant(bytes, 0, bytes.length))
        ? ScalarKind.TIMESTAMP_LTZ
        : ScalarKind.STRING;
  }

  private static boolean parses(Runnable attempt) {
    try {
      attempt.run();
      return true;
    } catch (NotParseable e) {
      return false;
    }
  }
}
