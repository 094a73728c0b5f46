package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.error.Diagnostic;
import java.util.List;
import java.util.Locale;

/** Findings as the API and the command line show them. */
public final class DiagnosticJson {
  private DiagnosticJson() {}

  public static ObjectNode render(Diagnostic diagnostic) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("code", diagnostic.code().name());
    json.put("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT));
    json.put("pointer", diagnostic.pointer());
    diagnostic
        .location()
        .ifPresent(
            location ->
                json.putObject("location")
                    .put("line", location.line())
                    .put("column", location.column()));
    diagnostic
        .span()
        .ifPresent(
            span ->
                json.putObject("span")
                    .put("line", span.line())
                    .put("column", span.column())
                    .put("length", span.length()));
    json.put("message", diagnostic.message());
    diagnostic.hint().ifPresent(hint -> json.put("hint", hint));
    return json;
  }

  public static ArrayNode render(List<Diagnostic> diagnostics) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    diagnostics.forEach(diagnostic -> array.add(render(diagnostic)));
    return array;
  }
}
