package io.dataflow.expression;

import java.util.Optional;
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

  SqlParserPos position() {
    return position;
  }

  Optional<String> hint() {
    return hint.isEmpty() ? Optional.empty() : Optional.of(hint);
  }
}
