package io.dataflow.benchmark.nexmark.event;

import java.util.Locale;

/** How events are written. */
public enum EventFormat {
  /** With a header line. */
  CSV,
  /** One object a line. */
  JSON;

  /** The extension of the files. */
  public String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static EventFormat of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
