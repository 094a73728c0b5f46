package io.dataflow.expression;

import io.dataflow.error.ErrorCode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** A part of an expression has the wrong type; thrown inside the compiler only. */
final class ExpressionTypeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient SqlParserPos position;
  private final String hint;

  ExpressionTypeException(SqlParserPos position, String message, String hint) {
    super(message, null, false, false);
    this.position = position;
    this.hint = hint;
  }

  /** At its place in the author's text. */
  void report(ExpressionText source, SqlText sql) {
    int[] place = sql.source(position);
    if (hint.isEmpty()) {
      source.error(ErrorCode.EXPRESSION_TYPE, place[0], place[1], getMessage());
    } else {
      source.error(ErrorCode.EXPRESSION_TYPE, place[0], place[1], getMessage(), hint);
    }
  }
}
