package io.dataflow.expression;

import io.dataflow.function.Membership;
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
          "only values that are written out, of the type of what is compared with them, may be more");
    }
  }

  /** The members, if a value of the type can be looked up among them. */
  private static Optional<Set<Object>> constants(RelDataType type, List<RexNode> members) {
    Carrier carrier = Carrier.of(type);
    if (carrier != Carrier.STRING && (!carrier.isNumber() || carrier == Carrier.FLOAT)) {
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
    String sorted =
        switch (value.carrier()) {
          case DECIMAL ->
              writer
                  .methods()
                  .constant(
                      set.stream().map(BigDecimal.class::cast).sorted().toArray(BigDecimal[]::new),
                      "java.math.BigDecimal[]");
          case DOUBLE ->
              writer
                  .methods()
                  .constant(
                      Membership.sorted(set.stream().mapToDouble(Double.class::cast)), "double[]");
          default ->
              writer
                  .methods()
                  .constant(set.stream().mapToLong(Long.class::cast).sorted().toArray(), "long[]");
        };
    return methods + sorted + ", " + value.term() + ")";
  }

  /** The value of the member, if comparing with it is comparing with a value of the type. */
  private static Optional<Object> constant(RexNode member, RelDataType type) {
    Carrier carrier = Carrier.of(type);
    if (carrier == Carrier.STRING) {
      return member instanceof RexLiteral literal && Carrier.of(member.getType()) == Carrier.STRING
          ? Optional.of(literal.getValueAs(String.class))
          : Optional.empty();
    }
    if (member instanceof RexLiteral literal) {
      return number(literal, carrier).map(number -> number(number, carrier));
    }
    RexNode operand =
        member instanceof RexCall call && !call.getOperands().isEmpty()
            ? call.getOperands().get(0)
            : member;
    if (member.getKind() == SqlKind.MINUS_PREFIX && operand instanceof RexLiteral literal) {
      return number(literal, carrier).map(number -> number(number.negate(), carrier));
    }
    boolean sameType = member.getType().getSqlTypeName() == type.getSqlTypeName();
    return sameType
            && member.getKind() == SqlKind.CAST
            && operand instanceof RexLiteral text
            && Carrier.of(text.getType()) == Carrier.STRING
        ? SqlTypes.fromSql(member.getType())
            .map(written -> LiteralText.read(text.getValueAs(String.class), written))
            .map(value -> carrier.isWhole() ? ((Number) value).longValue() : value)
        : Optional.empty();
  }

  /** A number that is written out, if a value so carried is compared with it as such. */
  private static Optional<BigDecimal> number(RexLiteral literal, Carrier carrier) {
    Carrier written = Carrier.of(literal.getType());
    boolean fits =
        switch (carrier) {
          case DOUBLE -> written.isNumber() && written != Carrier.FLOAT;
          case DECIMAL -> written == Carrier.DECIMAL || written.isWhole();
          default -> written.isWhole();
        };
    return fits ? Optional.ofNullable(literal.getValueAs(BigDecimal.class)) : Optional.empty();
  }

  private static Object number(BigDecimal number, Carrier carrier) {
    return switch (carrier) {
      case DOUBLE -> number.doubleValue();
      case DECIMAL -> number;
      default -> number.longValue();
    };
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
