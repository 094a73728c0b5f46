package io.dataflow.service.http;

import java.util.ArrayList;
import java.util.List;

/** The refused requests, as data. A pipeline {@code known} exists. */
final class BadInputCases {
  private static final String JSON = "Content-Type: application/json";
  private static final String PIPELINES = "/api/v1/pipelines";
  private static final String KNOWN = PIPELINES + "/known";
  private final List<BadInput> cases = new ArrayList<>();

  private BadInputCases() {}

  static List<BadInput> all() {
    BadInputCases all = new BadInputCases();
    all.paths();
    all.access();
    all.bodies();
    all.commands();
    all.cases.addAll(BadDefinitionCases.all());
    return List.copyOf(all.cases);
  }

  private void add(
      String name, String method, String path, int status, String code, String... headers) {
    cases.add(new BadInput(name, method, path, headers, null, status, code, null));
  }

  private void body(
      String name, String path, String body, int status, String code, String pointer) {
    cases.add(new BadInput(name, "POST", path, new String[] {JSON}, body, status, code, pointer));
  }

  private void paths() {
    add("unknown path", "GET", "/nothing", 404, "NOT_FOUND");
    add("unknown path below the API", "GET", "/api/v1/pipeline", 404, "NOT_FOUND");
    add("unknown path, unsafe method", "POST", "/api/v1/nothing", 404, "NOT_FOUND");
    add("wrong method", "DELETE", PIPELINES, 405, "METHOD_NOT_ALLOWED");
    add("get of a command", "GET", KNOWN + "/start", 405, "METHOD_NOT_ALLOWED");
    add("TRACE", "TRACE", PIPELINES, 405, "METHOD_NOT_ALLOWED");
    add("an invented method", "BREW", KNOWN, 405, "METHOD_NOT_ALLOWED");
    add(
        "a get that says it is a delete",
        "GET",
        KNOWN + "/stop",
        405,
        "METHOD_NOT_ALLOWED",
        "X-HTTP-Method-Override: POST");
    add("dots in a path", "GET", PIPELINES + "/../health", 400, "INVALID_PATH");
    add("encoded dots", "GET", PIPELINES + "/%2e%2e", 400, "INVALID_PATH");
    add("encoded slash", "GET", PIPELINES + "/a%2fb", 400, "INVALID_PATH");
    add("encoded NUL", "GET", PIPELINES + "/a%00", 400, "MALFORMED_REQUEST");
    add("encoded CR and LF", "GET", PIPELINES + "/a%0d%0aX:1", 400, "INVALID_PATH");
    add("broken encoding", "GET", PIPELINES + "/%zz", 400, "MALFORMED_REQUEST");
    add("a path parameter", "GET", KNOWN + ";x=1", 400, "INVALID_PATH");
    add("two slashes", "GET", "/api//v1/pipelines", 400, "INVALID_PATH");
    add("an id in capitals", "GET", PIPELINES + "/Known", 400, "INVALID_ID");
    add("an id that is too long", "GET", PIPELINES + "/" + "a".repeat(64), 400, "INVALID_ID");
    add("an id of dashes", "POST", PIPELINES + "/-a/start", 400, "INVALID_ID");
    add("unknown pipeline", "GET", PIPELINES + "/unknown", 404, "PIPELINE_NOT_FOUND");
    add(
        "start of an unknown pipeline",
        "POST",
        PIPELINES + "/unknown/start",
        404,
        "PIPELINE_NOT_FOUND");
    add(
        "events of an unknown pipeline",
        "GET",
        PIPELINES + "/unknown/events",
        404,
        "PIPELINE_NOT_FOUND");
    add("unknown version", "GET", KNOWN + "/versions/7", 404, "VERSION_NOT_FOUND");
    add("a version that is no number", "GET", KNOWN + "/versions/x", 404, "VERSION_NOT_FOUND");
    add("unknown snapshot", "GET", KNOWN + "/snapshots/x", 404, "SNAPSHOT_NOT_FOUND");
    add("unknown operation", "GET", "/api/v1/operations/known~99", 404, "OPERATION_NOT_FOUND");
    add(
        "an operation id without a number",
        "GET",
        "/api/v1/operations/x",
        404,
        "OPERATION_NOT_FOUND");
    add("unknown connector", "GET", "/api/v1/connectors/flie", 404, "CONNECTOR_NOT_FOUND");
    add("unknown query parameter", "GET", PIPELINES + "?lmit=1", 400, "UNKNOWN_PARAMETER");
    add("a parameter twice", "GET", PIPELINES + "?limit=1&limit=2", 400, "INVALID_PARAMETER");
    add("limit 0", "GET", PIPELINES + "?limit=0", 400, "INVALID_PARAMETER");
    add("a limit that is no number", "GET", PIPELINES + "?limit=many", 400, "INVALID_PARAMETER");
    add("an unknown status", "GET", PIPELINES + "?status=runing", 400, "INVALID_PARAMETER");
    add("a label without a value", "GET", PIPELINES + "?label=team", 400, "INVALID_PARAMETER");
    add("a broken query", "GET", PIPELINES + "?q=%zz", 400, "MALFORMED_REQUEST");
    add("an unknown format", "GET", KNOWN + "?format=xml", 400, "INVALID_PARAMETER");
    add("a negative position", "GET", KNOWN + "/events?after=-1", 400, "INVALID_PARAMETER");
    add(
        "a broken Last-Event-ID",
        "GET",
        KNOWN + "/events",
        400,
        "INVALID_HEADER",
        "Accept: text/event-stream",
        "Last-Event-ID: x");
    add("a long address", "GET", "/" + "a".repeat(9000), 414, "URI_TOO_LONG");
    add("long headers", "GET", "/health", 431, "HEADERS_TOO_LARGE", "X-Long: " + "a".repeat(9000));
    add(
        "a header with a blank in its name",
        "GET",
        "/health",
        400,
        "MALFORMED_REQUEST",
        "Bad name: 1");
  }

  private void access() {
    add("another host", "GET", PIPELINES, 403, "HOST_NOT_ALLOWED", "Host: evil.example");
    add(
        "another host with our port",
        "GET",
        "/health",
        403,
        "HOST_NOT_ALLOWED",
        "Host: localhost.evil.example:8080");
    add(
        "another page's origin",
        "POST",
        KNOWN + "/start",
        403,
        "ORIGIN_NOT_ALLOWED",
        "Origin: https://evil.example");
    add("origin null", "POST", KNOWN + "/start", 403, "ORIGIN_NOT_ALLOWED", "Origin: null");
    add(
        "a form of another site",
        "POST",
        KNOWN + "/start",
        403,
        "ORIGIN_NOT_ALLOWED",
        "Sec-Fetch-Site: cross-site");
  }

  private void bodies() {
    for (String type :
        List.of(
            "text/plain",
            "application/xml",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded")) {
      cases.add(
          new BadInput(
              "a body of " + type,
              "POST",
              PIPELINES,
              new String[] {"Content-Type: " + type},
              "{}",
              415,
              "UNSUPPORTED_MEDIA_TYPE",
              null));
    }
    cases.add(
        new BadInput(
            "a definition without a type",
            "POST",
            PIPELINES,
            new String[] {},
            "{}",
            415,
            "UNSUPPORTED_MEDIA_TYPE",
            null));
    cases.add(
        new BadInput(
            "another character set",
            "POST",
            PIPELINES,
            new String[] {"Content-Type: application/json; charset=utf-16"},
            "{}",
            415,
            "UNSUPPORTED_MEDIA_TYPE",
            null));
    cases.add(
        new BadInput(
            "a command as YAML",
            "POST",
            KNOWN + "/start",
            new String[] {"Content-Type: application/yaml"},
            "from: none",
            415,
            "UNSUPPORTED_MEDIA_TYPE",
            null));
    body("an empty definition", PIPELINES, "", 400, "MALFORMED_DOCUMENT", "");
    body("truncated JSON", PIPELINES, "{\"name\": \"a\"", 400, "MALFORMED_DOCUMENT", "");
    body("text behind the document", PIPELINES, "@GOOD@ x", 400, "MALFORMED_DOCUMENT", "");
    body(
        "a duplicate key",
        PIPELINES,
        "{\"name\": \"a\", \"name\": \"b\"}",
        400,
        "MALFORMED_DOCUMENT",
        null);
    body("deeply nested JSON", PIPELINES, "[".repeat(5000), 400, "MALFORMED_DOCUMENT", null);
    body("invalid UTF-8", PIPELINES, "{\"name\": \"\u00ff\u00fe\"}", 400, "MALFORMED_DOCUMENT", "");
    body("an array", PIPELINES, "[]", 422, "INVALID_DEFINITION", "");
    body("a number", PIPELINES, "1", 422, "INVALID_DEFINITION", "");
    body("a body that is too large", PIPELINES, "x".repeat(300_001), 413, "BODY_TOO_LARGE", null);
    body(
        "a definition that is too large",
        PIPELINES,
        " ".repeat(200_001),
        413,
        "BODY_TOO_LARGE",
        null);
  }

  private void commands() {
    body(
        "creating what exists",
        PIPELINES,
        "{\"id\": \"known\", \"name\": \"other\", \"source\": {\"sourceType\": \"test\"},"
            + " \"sink\": {\"sinkType\": \"console\"}}",
        409,
        "PIPELINE_EXISTS",
        null);
    body("level connect", PIPELINES + ":validate?level=connect", "{}", 501, "NOT_AVAILABLE", null);
    body(
        "an unknown level",
        PIPELINES + ":validate?level=deep",
        "{}",
        400,
        "INVALID_PARAMETER",
        null);
    body("preview", PIPELINES + ":preview", "{}", 400, "INVALID_BODY", null);
    body(
        "an unknown member of a command",
        KNOWN + "/start",
        "{\"form\": \"none\"}",
        400,
        "INVALID_BODY",
        "/form");
    body("from as a number", KNOWN + "/start", "{\"from\": 1}", 400, "INVALID_BODY", "/from");
    body(
        "a flag as text",
        KNOWN + "/start",
        "{\"allowNonRestoredState\": \"yes\"}",
        400,
        "INVALID_BODY",
        "/allowNonRestoredState");
    body(
        "a reason that is too long",
        KNOWN + "/stop",
        "{\"reason\": \"" + "x".repeat(501) + "\"}",
        400,
        "INVALID_BODY",
        "/reason");
    body(
        "drain without a savepoint",
        KNOWN + "/stop",
        "{\"savepoint\": false, \"drain\": true}",
        400,
        "INVALID_BODY",
        "/drain");
    body("a command that is a list", KNOWN + "/stop", "[1]", 400, "MALFORMED_DOCUMENT", "");
    body(
        "a command with a duplicate key",
        KNOWN + "/stop",
        "{\"reason\":\"a\",\"reason\":\"b\"}",
        400,
        "MALFORMED_DOCUMENT",
        "");
    body("pause of what never ran", KNOWN + "/pause", "{}", 409, "ILLEGAL_TRANSITION", null);
    body("resume of what never ran", KNOWN + "/resume", "", 409, "ILLEGAL_TRANSITION", null);
    body(
        "start from a snapshot that is not there",
        KNOWN + "/start",
        "{\"from\": \"x\"}",
        404,
        "SNAPSHOT_NOT_FOUND",
        null);
    body("a snapshot of what does not run", KNOWN + "/snapshots", "{}", 409, "NOT_RUNNING", null);
    body("rollback without a version", KNOWN + "/rollback", "{}", 400, "INVALID_BODY", "/version");
    body(
        "rollback to a version that is not there",
        KNOWN + "/rollback",
        "{\"version\": 9}",
        404,
        "VERSION_NOT_FOUND",
        null);
    body("rescale", KNOWN + "/rescale", "{\"parallelism\": 2}", 501, "NOT_AVAILABLE", null);
    body("a connection test", "/api/v1/connectors/file/test", "{}", 501, "NOT_AVAILABLE", null);
    add(
        "an idempotency key with a blank",
        "POST",
        KNOWN + "/start",
        400,
        "INVALID_HEADER",
        "Idempotency-Key: a b");
    add("deleting without If-Match", "DELETE", KNOWN, 428, "PRECONDITION_REQUIRED");
    add(
        "deleting an old version",
        "DELETE",
        KNOWN,
        412,
        "PRECONDITION_FAILED",
        "If-Match: \"0.1\"");
    add(
        "a tag that was never ours",
        "DELETE",
        KNOWN,
        412,
        "PRECONDITION_FAILED",
        "If-Match: \"abc\"");
  }
}
