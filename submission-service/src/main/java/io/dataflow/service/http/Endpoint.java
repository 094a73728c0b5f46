package io.dataflow.service.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One method of one path: what it does, who may call it, and its documentation, from which routing,
 * authorisation, parameter checks and the OpenAPI document all follow.
 *
 * @param path with {@code {name}} for a path parameter
 * @param body what it takes
 * @param responses status to the name of a schema in {@code openapi-schemas.json}, {@code ""} where
 *     there is no body; problems that every call can answer are not repeated here
 */
record Endpoint(
    String method,
    String path,
    Role role,
    String summary,
    BodyKind body,
    String requestSchema,
    List<QueryParameter> query,
    Map<Integer, String> responses,
    Handler handler) {

  /** What stands in the body. */
  enum BodyKind {
    NONE,
    /** A small JSON object that may be left out. */
    COMMAND,
    /** A pipeline definition as JSON or YAML. */
    DEFINITION,
    /** A JSON Merge Patch. */
    PATCH
  }

  /**
   * A query parameter.
   *
   * @param type {@code string}, {@code integer} or {@code boolean}
   */
  record QueryParameter(String name, String type, String description) {}

  /** Answers a request. */
  @FunctionalInterface
  interface Handler {
    Answer handle(ApiRequest request);
  }

  Endpoint {
    query = List.copyOf(query);
    responses = Map.copyOf(responses);
  }

  static Endpoint get(String path, String summary, String schema, Handler handler) {
    return new Endpoint(
        "GET",
        path,
        Role.VIEWER,
        summary,
        BodyKind.NONE,
        "",
        List.of(),
        Map.of(200, schema),
        handler);
  }

  static Endpoint of(String method, String path, Role role, String summary, Handler handler) {
    return new Endpoint(
        method, path, role, summary, BodyKind.NONE, "", List.of(), Map.of(), handler);
  }

  Endpoint takes(BodyKind kind, String schema) {
    return new Endpoint(method, path, role, summary, kind, schema, query, responses, handler);
  }

  Endpoint parameter(String name, String type, String description) {
    List<QueryParameter> more = new ArrayList<>(query);
    more.add(new QueryParameter(name, type, description));
    return new Endpoint(method, path, role, summary, body, requestSchema, more, responses, handler);
  }

  Endpoint answers(int status, String schema) {
    Map<Integer, String> more = new TreeMap<>(responses);
    more.put(status, schema);
    return new Endpoint(method, path, role, summary, body, requestSchema, query, more, handler);
  }

  /** Problems that are this endpoint's own. */
  Endpoint refuses(int... statuses) {
    Endpoint result = this;
    for (int status : statuses) {
      result = result.answers(status, "Problem");
    }
    return result;
  }

  /** The path as Spark writes it: {@code :name}. */
  String sparkPath() {
    return path.replaceAll("\\{([^}]+)}", ":$1");
  }
}
