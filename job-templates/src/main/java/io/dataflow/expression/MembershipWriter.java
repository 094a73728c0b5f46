package io.dataflow.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.ReturnTypes;

/** Writes IN: a look-up in a set where the members are written out, else comparisons. */
final class MembershipWriter {
  /** Calcite keeps its own IN for queries. */
  static final SqlOperator OPERATOR =
      new SqlFunction(
          "IN",
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.BOOLEAN_NULLABLE,
          null,
          null,
          SqlFunctionCategory.SYSTEM);

  private static final int MAX_COMPARED = 200;

  private final ExpressionWriter writer;

  MembershipWriter(ExpressionWriter writer) {
    this.writer = writer;
  }

  Fragment in(RexCall call) {
    Fragment value = writer.write(List.of(call.getOperands().get(0))).get(0);
    List<RexNode> members = call.getOperands().subList(1, call.getOperands().size());
    RelDataType type = writer.methods().nullableBoolean();
    if (value.alwaysNull()) {
      return new Fragment("", "false", "true", type);
    }
    Optional<String> lookup = lookup(value, members);
    return lookup.isPresent()
        ? lookedUp(value, lookup.get(), members, type)
        : compared(value, members, type);
  }

  /**
   * Refuses more comparisons than one class can hold.
   *
   * @param operands the value, then the members
   */
  static void checkSize(SqlParserPos position, List<RexNode> operands) {
    List<RexNode> members = operands.subList(1, operands.size());
    if (members.size() > MAX_COMPARED && constants(operands.get(0).getType(), members).isEmpty()) {
      throw new ExpressionTypeException(
          position,
          "IN compares with " + members.size() + " values, more than " + MAX_COMPARED,
          "only whole numbers and texts that are written out may be more");
    }
  }

  /** The members, if a value of the type can be looked up among them. */
  private static Optional<Set<Object>> constants(RelDataType type, List<RexNode> members) {
    if (Carrier.of(type) != Carrier.STRING && !Carrier.of(type).isWhole()) {
      return Optional.empty();
    }
    Set<Object> set = new HashSet<>();
    for (RexNode member : members) {
      if (!isNull(member)) {
        Optional<Object> constant = constant(member, type);
        if (constant.isEmpty()) {
          return Optional.empty();
        }
        set.add(constant.get());
      }
    }
    return Optional.of(set);
  }

  private Optional<String> lookup(Fragment value, List<RexNode> members) {
    return constants(value.type(), members).map(set -> lookup(value, set));
  }

  private String lookup(Fragment value, Set<Object> set) {
    String methods = JavaOperators.FUNCTIONS + "Membership.contains(";
    if (value.carrier() == Carrier.STRING) {
      return methods + writer.methods().constant(set, "java.util.Set") + ", " + value.term() + ")";
    }
    long[] sorted = set.stream().mapToLong(Long.class::cast).sorted().toArray();
    return methods + writer.methods().constant(sorted, "long[]") + ", " + value.term() + ")";
  }

  private static Optional<Object> constant(RexNode member, RelDataType type) {
    if (Carrier.of(type) == Carrier.STRING) {
      return member instanceof RexLiteral literal && Carrier.of(member.getType()) == Carrier.STRING
          ? Optional.of(literal.getValueAs(String.class))
          : Optional.empty();
    }
    if (member instanceof RexLiteral literal) {
      return Carrier.of(member.getType()).isWhole()
          ? Optional.of(literal.getValueAs(BigDecimal.class).longValue())
          : Optional.empty();
    }
    boolean sameType = member.getType().getSqlTypeName() == type.getSqlTypeName();
    return sameType
            && member.getKind() == SqlKind.CAST
            && ((RexCall) member).getOperands().get(0) instanceof RexLiteral text
            && Carrier.of(text.getType()) == Carrier.STRING
        ? SqlTypes.fromSql(member.getType())
            .map(written -> LiteralText.read(text.getValueAs(String.class), written))
            .map(number -> ((Number) number).longValue())
        : Optional.empty();
  }

  private static boolean isNull(RexNode member) {
    return member instanceof RexLiteral literal && literal.isNull();
  }

  private Fragment lookedUp(
      Fragment value, String lookup, List<RexNode> members, RelDataType type) {
    Fragment found = writer.result(List.of(value), lookup, type);
    if (members.stream().noneMatch(MembershipWriter::isNull)) {
      return found;
    }
    return new Fragment(
        found.code(), found.term(), "(" + found.isNull() + " || !" + found.term() + ")", type);
  }

  private Fragment compared(Fragment value, List<RexNode> members, RelDataType type) {
    Fragment bare = new Fragment("", value.term(), value.isNull(), value.type());
    List<Fragment> tests = new ArrayList<>();
    for (Fragment member : writer.write(members)) {
      tests.add(
          member.alwaysNull()
              ? new Fragment("", "false", "true", type)
              : writer.result(
                  List.of(bare, member),
                  JavaOperators.comparison(SqlKind.EQUALS, bare, member),
                  type));
    }
    return new LogicWriter(writer).combine(SqlKind.OR, tests, type).before(value.code());
  }
}
