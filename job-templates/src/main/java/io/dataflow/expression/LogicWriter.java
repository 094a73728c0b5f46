package io.dataflow.expression;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/** Writes what does not compute all its operands: AND, OR, CASE, COALESCE. */
final class LogicWriter {
  /** Operands of one block of code; more are grouped. */
  private static final int GROUP = 16;

  private final ExpressionWriter writer;

  LogicWriter(ExpressionWriter writer) {
    this.writer = writer;
  }

  Fragment chain(SqlKind kind, List<RexNode> terms, RelDataType type) {
    List<Fragment> parts = new ArrayList<>();
    int group = 1;
    while (group * GROUP < terms.size()) {
      group *= GROUP;
    }
    for (int i = 0; i < terms.size(); i += group) {
      List<RexNode> some = terms.subList(i, Math.min(terms.size(), i + group));
      parts.add(some.size() == 1 ? writer.write(some.get(0)) : chain(kind, some, type));
    }
    return combine(kind, writer.bounded(parts), type);
  }

  /** Stops at the first FALSE of an AND, TRUE of an OR. */
  Fragment combine(SqlKind kind, List<Fragment> terms, RelDataType type) {
    if (terms.size() == 1) {
      return terms.get(0);
    }
    boolean and = kind == SqlKind.AND;
    int id = writer.methods().nextLocal();
    StringBuilder code = new StringBuilder();
    code.append("boolean v").append(id).append(" = ").append(and).append(";\n");
    code.append("boolean n").append(id).append(" = false;\n");
    code.append("l").append(id).append(": {\n");
    for (Fragment term : terms) {
      code.append(term.code());
      if (term.alwaysNull()) {
        code.append("n").append(id).append(" = true;\n");
      } else if (term.term().equals(String.valueOf(!and))) {
        code.append("v").append(id).append(" = ").append(!and);
        code.append("; n").append(id).append(" = false;\n");
        break;
      } else if (!term.term().equals(String.valueOf(and))) {
        decide(code, id, and, term);
      }
    }
    code.append("}\n");
    boolean neverNull = terms.stream().allMatch(Fragment::neverNull);
    return new Fragment(code.toString(), "v" + id, neverNull ? "false" : "n" + id, type);
  }

  private static void decide(StringBuilder code, int id, boolean and, Fragment term) {
    code.append("if (").append(term.neverNull() ? "" : term.isPresent() + " && ");
    code.append(and ? "!" : "").append(term.term());
    code.append(") { v").append(id).append(" = ").append(!and);
    code.append("; n").append(id).append(" = false; break l").append(id).append("; }\n");
    if (!term.neverNull()) {
      code.append("n").append(id).append(" |= ").append(term.isNull()).append(";\n");
    }
  }

  Fragment between(List<Fragment> operands) {
    Fragment value = operands.get(0);
    RelDataType type = writer.methods().nullableBoolean();
    Fragment bare = new Fragment("", value.term(), value.isNull(), value.type());
    List<Fragment> sides = new ArrayList<>();
    sides.add(side(SqlKind.GREATER_THAN_OR_EQUAL, bare, operands.get(1), type));
    sides.add(side(SqlKind.LESS_THAN_OR_EQUAL, bare, operands.get(2), type));
    return combine(SqlKind.AND, sides, type).before(value.code());
  }

  private Fragment side(SqlKind kind, Fragment value, Fragment bound, RelDataType type) {
    if (value.alwaysNull() || bound.alwaysNull()) {
      return new Fragment("", "false", "true", type);
    }
    return writer.result(List.of(value, bound), JavaOperators.comparison(kind, value, bound), type);
  }

  /** Condition, value, condition, value, ..., other value. */
  Fragment branches(List<RexNode> operands, RelDataType type) {
    List<RexNode> now = operands;
    Fragment rest = null;
    if (operands.size() > 2 * GROUP + 1) {
      now = operands.subList(0, 2 * GROUP);
      rest = branches(operands.subList(2 * GROUP, operands.size()), type);
    }
    List<Fragment> parts = new ArrayList<>(now.stream().map(writer::write).toList());
    if (rest != null) {
      parts.add(rest);
    }
    List<Fragment> bounded = writer.bounded(parts);
    int id = writer.methods().nextLocal();
    StringBuilder code = open(id, type);
    // Constant conditions are decided here: what stands behind them would be unreachable code.
    boolean decided = false;
    for (int i = 0; i + 1 < bounded.size() && !decided; i += 2) {
      Fragment condition = bounded.get(i);
      decided = condition.term().equals("true") && condition.neverNull();
      if (decided) {
        assign(code, id, bounded.get(i + 1), type);
      } else if (!condition.alwaysNull() && !condition.term().equals("false")) {
        code.append(condition.code()).append("if (");
        code.append(condition.neverNull() ? "" : condition.isPresent() + " && ");
        code.append(condition.term()).append(") {\n");
        assign(code, id, bounded.get(i + 1), type);
        code.append("break l").append(id).append(";\n}\n");
      }
    }
    if (!decided) {
      assign(code, id, bounded.get(bounded.size() - 1), type);
    }
    return close(code, id, type);
  }

  /** All arguments have the type of the result. */
  Fragment coalesce(List<Fragment> arguments, RelDataType type) {
    int id = writer.methods().nextLocal();
    StringBuilder code = open(id, type);
    for (Fragment argument : arguments) {
      if (argument.neverNull()) {
        assign(code, id, argument, type);
        break;
      }
      if (!argument.alwaysNull()) {
        code.append(argument.code()).append("if (").append(argument.isPresent()).append(") {\n");
        code.append("v").append(id).append(" = ").append(argument.term()).append(";\n");
        code.append("n").append(id).append(" = false;\n");
        code.append("break l").append(id).append(";\n}\n");
      }
    }
    return close(code, id, type);
  }

  private static StringBuilder open(int id, RelDataType type) {
    Carrier carrier = Carrier.of(type);
    return new StringBuilder()
        .append(carrier.java())
        .append(" v")
        .append(id)
        .append(" = ")
        .append(carrier.zero())
        .append(";\nboolean n")
        .append(id)
        .append(" = true;\nl")
        .append(id)
        .append(": {\n");
  }

  private static Fragment close(StringBuilder code, int id, RelDataType type) {
    return new Fragment(
        code.append("}\n").toString(), "v" + id, type.isNullable() ? "n" + id : "false", type);
  }

  private void assign(StringBuilder code, int id, Fragment value, RelDataType type) {
    if (value.alwaysNull()) {
      return;
    }
    Fragment cast = writer.cast(value, type);
    code.append(cast.code());
    code.append("v").append(id).append(" = ").append(cast.term()).append(";\n");
    code.append("n").append(id).append(" = ").append(cast.isNull()).append(";\n");
  }
}
