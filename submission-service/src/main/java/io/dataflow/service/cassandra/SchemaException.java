package io.dataflow.service.cassandra;

/** The schema is not one this build can work with; somebody has to act. */
final class SchemaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SchemaException(String message) {
    super(message);
  }
}
