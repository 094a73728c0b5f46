package io.dataflow.service.http;

import java.util.Locale;

/** The forms in which a body is taken. */
enum MediaType {
  JSON,
  YAML,
  MERGE_PATCH,
  /** No Content-Type at all. */
  NONE;

  static MediaType of(String contentType) {
    if (contentType == null || contentType.isBlank()) {
      return NONE;
    }
    String[] parts = contentType.split(";");
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
      if (parameter.startsWith("charset=")
          && !parameter.substring(8).replace("\"", "").equals("utf-8")) {
        throw unsupported("bodies are UTF-8, not " + parameter.substring(8));
      }
    }
    return switch (parts[0].strip().toLowerCase(Locale.ROOT)) {
      case "application/json" -> JSON;
      case "application/merge-patch+json" -> MERGE_PATCH;
      case "application/yaml", "application/x-yaml", "text/yaml" -> YAML;
      case "application/x-www-form-urlencoded" ->
          throw unsupported("curl sends this by itself; add -H 'Content-Type: application/json'");
      default -> throw unsupported("send application/json or application/yaml");
    };
  }

  static ProblemException unsupported(String detail) {
    return Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, detail)
        .withHeader("Accept-Post", "application/json, application/yaml")
        .exception();
  }
}
