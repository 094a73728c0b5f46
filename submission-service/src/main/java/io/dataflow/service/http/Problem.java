package io.dataflow.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.error.Diagnostic;
import io.dataflow.error.ErrorClass;
import io.dataflow.pipeline.codec.DiagnosticJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An answer that says what is wrong (RFC 9457).
 *
 * @param code stable, upper case
 * @param detail this occurrence, for people
 * @param errors every single finding
 * @param members extension members beside ours
 * @param headers of the answer
 */
record Problem(
    int status,
    String code,
    String title,
    ErrorClass errorClass,
    boolean retryable,
    String detail,
    List<Diagnostic> errors,
    Map<String, JsonNode> members,
    Map<String, String> headers) {
  static final String MEDIA_TYPE = "application/problem+json";

  Problem {
    errors = List.copyOf(errors);
    members = Map.copyOf(members);
    headers = Map.copyOf(headers);
  }

  static Problem of(ProblemCode code, String detail) {
    return new Problem(
        code.status(),
        code.name(),
        code.title(),
        code.errorClass(),
        code.retryable(),
        detail,
        List.of(),
        Map.of(),
        Map.of());
  }

  static Problem of(ProblemCode code, String detail, List<Diagnostic> errors) {
    return of(code, detail).withErrors(errors);
  }

  Problem withErrors(List<Diagnostic> found) {
    return new Problem(status, code, title, errorClass, retryable, detail, found, members, headers);
  }

  Problem with(String member, JsonNode value) {
    Map<String, JsonNode> more = new LinkedHashMap<>(members);
    more.put(member, value);
    return new Problem(status, code, title, errorClass, retryable, detail, errors, more, headers);
  }

  Problem with(String member, String value) {
    return with(member, JsonNodeFactory.instance.textNode(value));
  }

  Problem withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Problem(status, code, title, errorClass, retryable, detail, errors, members, more);
  }

  ProblemException exception() {
    return new ProblemException(this);
  }

  ObjectNode toJson(String instance, String traceId) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", "urn:dataflow:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-'));
    json.put("title", title);
    json.put("status", status);
    json.put("detail", detail);
    json.put("instance", instance);
    json.put("code", code);
    json.put("class", errorClass.name().toLowerCase(Locale.ROOT));
    json.put("retryable", retryable);
    json.put("traceId", traceId);
    ArrayNode findings = json.putArray("errors");
    errors.forEach(error -> findings.add(DiagnosticJson.render(error)));
    members.forEach(json::set);
    return json;
  }

  Answer.Json answer(String instance, String traceId) {
    return new Answer.Json(status, headers, MEDIA_TYPE, toJson(instance, traceId));
  }
}
