package io.dataflow.expression;

import io.dataflow.error.Diagnostic;
import io.dataflow.error.Diagnostics;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.Span;

/** The author's text, and what was found wrong with it, each finding at its place in that text. */
final class ExpressionText {
  private final String text;
  private final String pointer;
  private final Diagnostics found = new Diagnostics();

  ExpressionText(String text, String pointer) {
    this.text = text;
    this.pointer = pointer;
  }

  String text() {
    return text;
  }

  Diagnostics found() {
    return found;
  }

  void error(ErrorCode code, int start, int end, String message) {
    found.add(Diagnostic.error(code, pointer, message).withSpan(span(start, end)));
  }

  void error(ErrorCode code, int start, int end, String message, String hint) {
    found.add(Diagnostic.error(code, pointer, message).withSpan(span(start, end)).withHint(hint));
  }

  void warning(ErrorCode code, int start, int end, String message, String hint) {
    found.add(Diagnostic.warning(code, pointer, message).withSpan(span(start, end)).withHint(hint));
  }

  /** Without a place: the text as a whole is wrong. */
  void error(ErrorCode code, String message) {
    found.error(code, pointer, message);
  }

  private Span span(int start, int end) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < Math.min(start, text.length()); i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1))) {
        line++;
        lineStart = i + 1;
      }
    }
    return new Span(line, start - lineStart + 1, Math.max(1, end - start));
  }
}
