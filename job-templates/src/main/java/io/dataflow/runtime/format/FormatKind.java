package io.dataflow.runtime.format;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How records are written as bytes. */
public enum FormatKind {
  /** One record a line, values between delimiters: {@link CsvDialect}. */
  CSV,
  /** One JSON object a line. */
  JSON,
  /** Lines as they are. */
  TEXT;

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<FormatKind> of(String text) {
    return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
  }

  public static List<String> texts() {
    return Arrays.stream(values()).map(FormatKind::text).toList();
  }
}
