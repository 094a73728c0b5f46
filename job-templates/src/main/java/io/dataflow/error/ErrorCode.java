package io.dataflow.error;

/**
 * Stable names of everything that can be wrong. A code is never renamed: people's scripts match on
 * it.
 */
public enum ErrorCode {
  // the document
  MALFORMED_DOCUMENT(ErrorClass.USER),
  DUPLICATE_KEY(ErrorClass.USER),
  DOCUMENT_TOO_LARGE(ErrorClass.USER),
  DOCUMENT_TOO_DEEP(ErrorClass.USER),
  UNKNOWN_FIELD_IN_DOCUMENT(ErrorClass.USER),
  MISSING_VALUE(ErrorClass.USER),
  WRONG_TYPE(ErrorClass.USER),
  INVALID_VALUE(ErrorClass.USER),
  CONFLICTING_VALUES(ErrorClass.USER),
  NOT_AVAILABLE(ErrorClass.USER),
  LEGACY_SYNTAX(ErrorClass.USER),
  // the graph
  DUPLICATE_ID(ErrorClass.USER),
  UNKNOWN_INPUT(ErrorClass.USER),
  AMBIGUOUS_INPUT(ErrorClass.USER),
  CYCLE(ErrorClass.USER),
  UNREAD_OUTPUT(ErrorClass.USER),
  AMBIGUOUS_STEP(ErrorClass.USER),
  // connectors
  UNKNOWN_CONNECTOR(ErrorClass.USER),
  UNKNOWN_OPTION(ErrorClass.USER),
  MISSING_OPTION(ErrorClass.USER),
  INVALID_OPTION(ErrorClass.USER),
  OPTION_WITHOUT_EFFECT(ErrorClass.USER),
  LITERAL_SECRET(ErrorClass.USER),
  UNKNOWN_PARAMETER(ErrorClass.USER),
  PATH_NOT_ALLOWED(ErrorClass.USER),
  DELIVERY_GUARANTEE(ErrorClass.USER),
  SCHEMA_NOT_INFERRED(ErrorClass.USER),
  SCHEMA_INFERRED(ErrorClass.USER),
  // schemas, steps and expressions
  INVALID_SCHEMA(ErrorClass.USER),
  UNKNOWN_TRANSFORM(ErrorClass.USER),
  UNKNOWN_FIELD(ErrorClass.USER),
  DUPLICATE_FIELD(ErrorClass.USER),
  INVALID_EXPRESSION(ErrorClass.USER),
  EXPRESSION_TYPE(ErrorClass.USER),
  EXPRESSION_TOO_LARGE(ErrorClass.USER),
  UNKNOWN_FUNCTION(ErrorClass.USER),
  AMBIGUOUS_STRING(ErrorClass.USER),
  UPDATING_INPUT(ErrorClass.USER),
  INVALID_SETTING(ErrorClass.USER),
  TEST_FAILED(ErrorClass.USER),
  TRIAL_LIMIT(ErrorClass.USER),
  // records
  DECODE_ERROR(ErrorClass.USER),
  ENCODE_ERROR(ErrorClass.USER),
  NULL_NOT_ALLOWED(ErrorClass.USER),
  ARITHMETIC_OVERFLOW(ErrorClass.USER),
  DIVISION_BY_ZERO(ErrorClass.USER),
  CAST_ERROR(ErrorClass.USER),
  FUNCTION_ERROR(ErrorClass.USER),
  LOOKUP_MISS(ErrorClass.USER),
  LOOKUP_TABLE(ErrorClass.USER),
  ERROR_LIMIT_EXCEEDED(ErrorClass.USER),
  LATE_RECORD(ErrorClass.USER),
  // everything else
  EXTERNAL_FAILURE(ErrorClass.EXTERNAL),
  INTERNAL_FAILURE(ErrorClass.INTERNAL);

  private final ErrorClass errorClass;

  ErrorCode(ErrorClass errorClass) {
    this.errorClass = errorClass;
  }

  public ErrorClass errorClass() {
    return errorClass;
  }

  /** Whether the same request or attempt may succeed later without a change by its author. */
  public boolean retryable() {
    return errorClass == ErrorClass.EXTERNAL;
  }
}
