package io.dataflow.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Shows the service's diagnostics where they belong in the author's file. */
final class DiagnosticPrinter {

  // These are about the name, not about what is assigned to it.
  private static final Set<String> ABOUT_KEYS =
      Set.of(
          "UNKNOWN_FIELD_IN_DOCUMENT", "UNKNOWN_OPTION", "OPTION_WITHOUT_EFFECT", "DUPLICATE_KEY");

  private final String name;
  private final SourceMap map;

  DiagnosticPrinter(DefinitionFile file) {
    this.name = file.name();
    this.map = SourceMap.of(file);
  }

  /**
   * {@code file:line:column severity CODE: message}, the line and a caret, for each.
   *
   * @param diagnostics array of objects with code, severity, pointer, span, location, message, hint
   */
  String print(JsonNode diagnostics) {
    List<String> blocks = new ArrayList<>();
    for (JsonNode diagnostic : diagnostics) {
      blocks.add(print1(diagnostic));
    }
    return String.join("\n", blocks);
  }

  private String print1(JsonNode diagnostic) {
    String code = diagnostic.path("code").asText();
    String pointer = diagnostic.path("pointer").asText();
    JsonNode span = diagnostic.path("span");
    Optional<SourcePosition> inside =
        span.isObject()
            ? map.inside(pointer, span.path("line").asInt(1), span.path("column").asInt(1))
            : Optional.empty();
    SourcePosition outside = ABOUT_KEYS.contains(code) ? map.key(pointer) : map.value(pointer);
    String hint = diagnostic.path("hint").asText("");
    return line(
        inside.orElse(written(diagnostic).orElse(outside)),
        diagnostic.path("severity").asText("error").toLowerCase(java.util.Locale.ROOT),
        code,
        diagnostic.path("message").asText() + (hint.isEmpty() ? "" : "; " + hint),
        inside.isPresent() ? span.path("length").asInt(1) : 1);
  }

  // Only a document that does not parse is located by the service alone.
  private static Optional<SourcePosition> written(JsonNode diagnostic) {
    JsonNode location = diagnostic.path("location");
    return location.isObject() && diagnostic.path("pointer").asText().isEmpty()
        ? Optional.of(
            new SourcePosition(location.path("line").asInt(1), location.path("column").asInt(1)))
        : Optional.empty();
  }

  String line(SourcePosition at, String severity, String code, String message, int length) {
    String source = map.line(at.line());
    StringBuilder caret = new StringBuilder();
    for (int i = 0; i < Math.min(at.column() - 1, source.length()); i++) {
      caret.append(source.charAt(i) == '\t' ? '\t' : ' ');
    }
    int shown = Math.max(1, Math.min(length, source.length() - at.column() + 1));
    return name
        + ":"
        + at.line()
        + ":"
        + at.column()
        + " "
        + severity
        + " "
        + code
        + ": "
        + message
        + "\n    "
        + source
        + "\n    "
        + caret
        + "^".repeat(shown);
  }
}
