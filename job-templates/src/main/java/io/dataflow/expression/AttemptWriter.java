package io.dataflow.expression;

import io.dataflow.error.DataException;
import org.apache.calcite.rel.type.RelDataType;

/** Writes what is NULL instead of a data error: TRY_CAST and TRY. */
final class AttemptWriter {
  private static final String DATA_EXCEPTION = DataException.class.getName();

  private final ExpressionWriter writer;

  AttemptWriter(ExpressionWriter writer) {
    this.writer = writer;
  }

  /** Errors of the cast only, not of the operand. */
  Fragment cast(Fragment operand, RelDataType to) {
    Carrier carrier = Carrier.of(to);
    if (operand.alwaysNull()) {
      return new Fragment("", carrier.zero(), "true", to);
    }
    int id = writer.methods().nextLocal();
    String java = JavaOperators.cast(operand.term(), operand.type(), to);
    String code =
        """
        %s v%d = %s;
        boolean n%2$d = %s;
        if (!n%2$d) { try { v%2$d = %s; } catch (%s e%2$d) { n%2$d = true; } }
        """
            .formatted(carrier.java(), id, carrier.zero(), operand.isNull(), java, DATA_EXCEPTION);
    return new Fragment(operand.code() + code, "v" + id, "n" + id, to);
  }

  /** Any error of the operand, which becomes a method of its own. */
  Fragment any(Fragment operand, RelDataType type) {
    if (operand.alwaysNull()) {
      return new Fragment("", Carrier.of(type).zero(), "true", type);
    }
    String method =
        writer
            .methods()
            .method(
                operand.carrier().boxed(), operand.code() + "return " + operand.boxed() + ";\n");
    int id = writer.methods().nextLocal();
    String code =
        """
        Object o%d = null;
        try { o%1$d = %s(in); } catch (%s e%1$d) { o%1$d = null; }
        """
            .formatted(id, method, DATA_EXCEPTION);
    return writer.fromObject(code, "o" + id, type);
  }
}
