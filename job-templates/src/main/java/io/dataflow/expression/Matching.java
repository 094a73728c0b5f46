package io.dataflow.expression;

import io.dataflow.function.LikePattern;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** The operators that match a text with a pattern. */
enum Matching {
  LIKE("of"),
  ILIKE("ignoringCase"),
  SIMILAR("similar");

  private final String method;

  Matching(String method) {
    this.method = method;
  }

  /** Not the negated one, which row expressions do not have. */
  SqlOperator operator() {
    return switch (this) {
      case LIKE -> SqlStdOperatorTable.LIKE;
      case ILIKE -> SqlLibraryOperators.ILIKE;
      case SIMILAR -> SqlStdOperatorTable.SIMILAR_TO;
    };
  }

  static Matching of(SqlOperator operator) {
    if (operator.getKind() == SqlKind.SIMILAR) {
      return SIMILAR;
    }
    return ((SqlLikeOperator) operator).isCaseSensitive() ? LIKE : ILIKE;
  }

  LikePattern pattern(String text, String escape) {
    return switch (this) {
      case LIKE -> LikePattern.of(text, escape);
      case ILIKE -> LikePattern.ignoringCase(text, escape);
      case SIMILAR -> LikePattern.similar(text, escape);
    };
  }

  /** The method of LikePattern that makes the pattern at run time. */
  String method() {
    return method;
  }
}
