package io.dataflow.service.http;

import io.dataflow.error.ErrorClass;

/**
 * Everything that can be wrong with a request, apart from its definition ({@link
 * io.dataflow.error.ErrorCode}) and from what the lifecycle refuses. Names are never changed:
 * people's scripts match on them.
 */
enum ProblemCode {
  MALFORMED_REQUEST(400, "The request is malformed"),
  MALFORMED_DOCUMENT(400, "The body cannot be read"),
  INVALID_PATH(400, "The path is not allowed"),
  INVALID_ID(400, "The id is not allowed"),
  UNKNOWN_PARAMETER(400, "The query parameter does not exist"),
  INVALID_PARAMETER(400, "The parameter has a wrong value"),
  INVALID_HEADER(400, "The header has a wrong value"),
  INVALID_BODY(400, "The body is not what this call takes"),
  UNAUTHENTICATED(401, "Credentials are needed"),
  FORBIDDEN(403, "The caller's role does not allow this"),
  HOST_NOT_ALLOWED(403, "The Host header is not allowed"),
  ORIGIN_NOT_ALLOWED(403, "The request comes from a page that is not allowed"),
  NOT_FOUND(404, "Nothing is served at this path"),
  PIPELINE_NOT_FOUND(404, "The pipeline does not exist"),
  VERSION_NOT_FOUND(404, "The version does not exist"),
  SNAPSHOT_NOT_FOUND(404, "The snapshot does not exist"),
  OPERATION_NOT_FOUND(404, "The operation does not exist"),
  CONNECTOR_NOT_FOUND(404, "The connector does not exist"),
  METHOD_NOT_ALLOWED(405, "The path does not take this method"),
  NOT_ACCEPTABLE(406, "The answer cannot be given in that form"),
  ILLEGAL_TRANSITION(409, "The pipeline's state does not allow this"),
  PIPELINE_EXISTS(409, "The pipeline exists already"),
  CONFLICTING_ARGUMENTS(409, "It runs with other arguments"),
  SNAPSHOT_IN_USE(409, "The snapshot is in use"),
  NOT_RUNNING(409, "The pipeline does not run"),
  INCOMPATIBLE_CHANGE(409, "The new version would lose state"),
  PRECONDITION_FAILED(412, "The definition has changed meanwhile"),
  BODY_TOO_LARGE(413, "The body is too large"),
  URI_TOO_LONG(414, "The address is too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not taken"),
  INVALID_DEFINITION(422, "The definition is wrong"),
  TRIAL_LIMIT(422, "The preview takes too much"),
  MAX_PARALLELISM_EXCEEDED(422, "The parallelism is above the pipeline's maximum"),
  IDEMPOTENCY_KEY_REUSED(422, "The Idempotency-Key belongs to another request"),
  PRECONDITION_REQUIRED(428, "If-Match is required"),
  TOO_MANY_REQUESTS(429, "Too many requests"),
  HEADERS_TOO_LARGE(431, "The header fields are too large"),
  INTERNAL_FAILURE(500, "DataFlow itself failed", ErrorClass.INTERNAL),
  UNREADABLE_PIPELINE(500, "This release cannot read the pipeline", ErrorClass.INTERNAL),
  NOT_AVAILABLE(501, "This is not available in this version"),
  JOURNAL_UNAVAILABLE(503, "The journal cannot be reached", ErrorClass.EXTERNAL),
  CLUSTER_UNAVAILABLE(503, "Flink cannot be reached", ErrorClass.EXTERNAL),
  BUSY(503, "All threads are busy", ErrorClass.EXTERNAL),
  STARTING(503, "The service is not ready yet", ErrorClass.EXTERNAL),
  SHUTTING_DOWN(503, "The service is stopping", ErrorClass.EXTERNAL);

  private final int status;
  private final String title;
  private final ErrorClass errorClass;

  ProblemCode(int status, String title) {
    this(status, title, ErrorClass.USER);
  }

  ProblemCode(int status, String title, ErrorClass errorClass) {
    this.status = status;
    this.title = title;
    this.errorClass = errorClass;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  ErrorClass errorClass() {
    return errorClass;
  }

  boolean retryable() {
    return errorClass == ErrorClass.EXTERNAL || this == TOO_MANY_REQUESTS;
  }
}
