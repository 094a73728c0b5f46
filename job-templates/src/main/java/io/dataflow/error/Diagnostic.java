package io.dataflow.error;

import java.util.Objects;
import java.util.Optional;

/**
 * One finding about a definition.
 *
 * @param pointer RFC 6901 pointer into the document, {@code ""} for the whole of it
 * @param location where {@code pointer} stands in the text, where the text is known
 * @param span where in the expression that {@code pointer} names
 * @param message what is wrong, one sentence; cut off behind 1000 characters
 * @param hint what to write instead; cut off behind 4000 characters
 */
public record Diagnostic(
    ErrorCode code,
    Severity severity,
    String pointer,
    Optional<Location> location,
    Optional<Span> span,
    String message,
    Optional<String> hint) {
  /** What is quoted of the document may be long, and be quoted many times. */
  private static final int MOST_OF_MESSAGE = 1_000;

  private static final int MOST_OF_HINT = 4_000;

  public Diagnostic {
    Objects.requireNonNull(code);
    Objects.requireNonNull(severity);
    Objects.requireNonNull(pointer);
    Objects.requireNonNull(location);
    Objects.requireNonNull(span);
    Objects.requireNonNull(message);
    Objects.requireNonNull(hint);
    message = shortened(message, MOST_OF_MESSAGE);
    hint = hint.map(text -> shortened(text, MOST_OF_HINT));
  }

  private static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "...";
  }

  public static Diagnostic error(ErrorCode code, String pointer, String message) {
    return of(code, Severity.ERROR, pointer, message);
  }

  public static Diagnostic warning(ErrorCode code, String pointer, String message) {
    return of(code, Severity.WARNING, pointer, message);
  }

  public static Diagnostic info(ErrorCode code, String pointer, String message) {
    return of(code, Severity.INFO, pointer, message);
  }

  private static Diagnostic of(ErrorCode code, Severity severity, String pointer, String message) {
    return new Diagnostic(
        code, severity, pointer, Optional.empty(), Optional.empty(), message, Optional.empty());
  }

  public Diagnostic withHint(String newHint) {
    return new Diagnostic(code, severity, pointer, location, span, message, Optional.of(newHint));
  }

  public Diagnostic withSpan(Span newSpan) {
    return new Diagnostic(code, severity, pointer, location, Optional.of(newSpan), message, hint);
  }

  public Diagnostic withLocation(Location newLocation) {
    return new Diagnostic(code, severity, pointer, Optional.of(newLocation), span, message, hint);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }
}
