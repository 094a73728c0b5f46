package io.dataflow.pipeline.codec;

import java.util.Map;

/** The seed's ways to name a source. */
final class LegacySource {
  private static final String IMPLEMENTATION = "source-impl";

  private LegacySource() {}

  /**
   * The seed documents {@code source-impl: websocket} among the options of an api source; the
   * option names the type.
   */
  static String type(String written, Map<String, String> options) {
    String implementation = options.remove(IMPLEMENTATION);
    return implementation == null ? written : implementation;
  }
}
