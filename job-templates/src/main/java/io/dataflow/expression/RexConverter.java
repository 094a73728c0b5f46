package io.dataflow.expression;

import io.dataflow.schema.RecordSchema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * A validated tree as Calcite's row expression: placeholders resolved, chains flat, arguments
 * widened as the registry says. Unlike Calcite's own converter it keeps IN and BETWEEN, which would
 * otherwise need a query or evaluate an operand twice.
 */
final class RexConverter {
  private static final EnumSet<SqlKind> CONDITIONS =
      EnumSet.of(
          SqlKind.AND,
          SqlKind.OR,
          SqlKind.NOT,
          SqlKind.IN,
          SqlKind.NOT_IN,
          SqlKind.BETWEEN,
          SqlKind.LIKE,
          SqlKind.SIMILAR,
          SqlKind.EQUALS,
          SqlKind.NOT_EQUALS,
          SqlKind.LESS_THAN,
          SqlKind.LESS_THAN_OR_EQUAL,
          SqlKind.GREATER_THAN,
          SqlKind.GREATER_THAN_OR_EQUAL);

  /** Operators whose operands meet in one form of number. */
  private static final EnumSet<SqlKind> WITH_NUMBERS =
      EnumSet.of(
          SqlKind.EQUALS,
          SqlKind.NOT_EQUALS,
          SqlKind.IS_DISTINCT_FROM,
          SqlKind.IS_NOT_DISTINCT_FROM,
          SqlKind.LESS_THAN,
          SqlKind.LESS_THAN_OR_EQUAL,
          SqlKind.GREATER_THAN,
          SqlKind.GREATER_THAN_OR_EQUAL,
          SqlKind.PLUS,
          SqlKind.MINUS,
          SqlKind.TIMES,
          SqlKind.DIVIDE,
          SqlKind.MOD);

  private final ExpressionValidator validator;
  private final SqlText sql;
  private final RecordSchema input;
  private final RexBuilder builder;
  private final ArgumentRules rules;

  RexConverter(
      RelDataTypeFactory factory, ExpressionValidator validator, SqlText sql, RecordSchema input) {
    this.validator = validator;
    this.sql = sql;
    this.input = input;
    this.builder = new RexBuilder(factory);
    this.rules = new ArgumentRules(builder);
  }

  RexNode convert(SqlNode node) {
    if (node instanceof SqlLiteral literal) {
      return literal(literal);
    }
    if (node instanceof SqlIdentifier name) {
      Optional<String> text = sql.text(name.getSimple());
      return text.isPresent() ? text(text.get()) : field(sql.field(name.getSimple()).orElseThrow());
    }
    if (node instanceof SqlCase branches) {
      return branches(branches);
    }
    if (node instanceof SqlCall call) {
      return call(call);
    }
    throw notAvailable(node);
  }

  private RexNode literal(SqlLiteral literal) {
    RelDataType type = validator.typeOf(literal);
    if (literal.getValue() == null) {
      return builder.makeNullLiteral(type);
    }
    if (literal instanceof SqlIntervalLiteral interval) {
      return builder.makeIntervalLiteral(
          interval.getValueAs(BigDecimal.class), type.getIntervalQualifier());
    }
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> builder.makeLiteral(literal.booleanValue());
      case CHAR, VARCHAR -> text(literal.getValueAs(String.class));
      case DOUBLE, FLOAT, REAL ->
          builder.makeApproxLiteral(
              literal.getValueAs(BigDecimal.class),
              builder.getTypeFactory().createSqlType(SqlTypeName.DOUBLE));
      case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL ->
          builder.makeExactLiteral(literal.getValueAs(BigDecimal.class), type);
      default -> throw notAvailable(literal);
    };
  }

  private RexNode text(String text) {
    RelDataType type = builder.getTypeFactory().createSqlType(SqlTypeName.VARCHAR);
    return builder.makeLiteral(text, type, false);
  }

  private RexNode field(FieldPath path) {
    RexNode node =
        builder.makeInputRef(
            SqlTypes.toSql(builder.getTypeFactory(), input.fields().get(path.position()).type()),
            path.position());
    for (int index : path.nested()) {
      node = builder.makeFieldAccess(node, index);
    }
    return node;
  }

  private RexNode branches(SqlCase node) {
    RelDataType type = validator.typeOf(node);
    List<RexNode> operands = new ArrayList<>();
    for (int i = 0; i < node.getWhenOperands().size(); i++) {
      operands.add(convert(node.getWhenOperands().get(i)));
      operands.add(branch(node.getThenOperands().get(i), type));
    }
    operands.add(branch(node.getElseOperand(), type));
    return builder.makeCall(type, SqlStdOperatorTable.CASE, operands);
  }

  private RexNode branch(SqlNode node, RelDataType type) {
    RexNode value = convert(node);
    boolean collection = CommonType.isCollection(type) && !SqlTypeUtil.isNull(value.getType());
    if (collection && !CommonType.same(value.getType(), type)) {
      throw new ExpressionTypeException(
          node.getParserPosition(),
          "this value of CASE is "
              + SqlTypes.text(value.getType())
              + ", another "
              + SqlTypes.text(type),
          "arrays, maps and rows are not converted; CAST what is in them");
    }
    return value instanceof RexLiteral literal && !literal.isNull()
        ? rules.converted(value, type)
        : value;
  }

  private RexNode call(SqlCall call) {
    RelDataType type = typeOf(call);
    SqlOperator operator = call.getOperator();
    if (operator instanceof CastOperator cast) {
      return cast(call.operand(0), type, cast.safe());
    }
    if (operator instanceof RegistryOperator function) {
      return function(call, function, type);
    }
    return switch (call.getKind()) {
      case AND, OR -> builder.makeCall(type, operator, chain(call));
      case IN -> in(call, type);
      case NOT_IN -> not(in(call, type));
      case BETWEEN -> {
        RexNode between =
            builder.makeCall(
                type,
                SqlStdOperatorTable.BETWEEN,
                rules.numbers(call.getKind(), ComparisonRules.check(call, operands(call))));
        yield ((SqlBetweenOperator) operator).isNegated() ? not(between) : between;
      }
      case LIKE, SIMILAR -> {
        Matching matching = Matching.of(operator);
        List<RexNode> operands = ArgumentRules.patterns(call, operands(call), matching::pattern);
        RexNode match = builder.makeCall(type, matching.operator(), operands);
        yield ((SqlLikeOperator) operator).isNegated() ? not(match) : match;
      }
      // Calcite puts casts around what ARRAY and MAP are made of
      case CAST -> rules.converted(convert(call.operand(0)), type);
      case PLUS_PREFIX -> convert(call.operand(0));
      case DOT -> {
        RexNode record = convert(call.operand(0));
        String name = ((SqlIdentifier) call.operand(1)).getSimple();
        yield builder.makeFieldAccess(record, name, true);
      }
      case EQUALS,
          NOT_EQUALS,
          IS_DISTINCT_FROM,
          IS_NOT_DISTINCT_FROM,
          LESS_THAN,
          LESS_THAN_OR_EQUAL,
          GREATER_THAN,
          GREATER_THAN_OR_EQUAL,
          NOT,
          IS_NULL,
          IS_NOT_NULL,
          IS_TRUE,
          IS_NOT_TRUE,
          IS_FALSE,
          IS_NOT_FALSE,
          IS_UNKNOWN,
          PLUS,
          MINUS,
          TIMES,
          DIVIDE,
          MOD,
          MINUS_PREFIX,
          ITEM,
          ARRAY_VALUE_CONSTRUCTOR,
          MAP_VALUE_CONSTRUCTOR ->
          checked(call, type);
      default -> {
        if (operator.equals(SqlStdOperatorTable.CONCAT) && SqlTypeUtil.isCharacter(type)) {
          yield checked(call, type);
        }
        throw notAvailable(call);
      }
    };
  }

  /** Calcite gives NULL AND FALSE the type NULL, though it is FALSE. */
  private RelDataType typeOf(SqlCall call) {
    RelDataType type = validator.typeOf(call);
    RelDataTypeFactory factory = builder.getTypeFactory();
    boolean condition = call.getKind().belongsTo(CONDITIONS);
    return condition && SqlTypeUtil.isNull(type)
        ? factory.createTypeWithNullability(factory.createSqlType(SqlTypeName.BOOLEAN), true)
        : type;
  }

  private RexNode checked(SqlCall call, RelDataType type) {
    List<RexNode> operands = operands(call);
    ComparisonRules.check(call, operands);
    DateShiftRules.check(call, operands);
    boolean numeric = call.getKind().belongsTo(WITH_NUMBERS);
    return builder.makeCall(
        type, call.getOperator(), numeric ? rules.numbers(call.getKind(), operands) : operands);
  }

  private RexNode not(RexNode node) {
    return builder.makeCall(node.getType(), SqlStdOperatorTable.NOT, List.of(node));
  }

  private List<RexNode> operands(SqlCall call) {
    List<RexNode> operands = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      operands.add(convert(operand));
    }
    return operands;
  }

  /** AND and OR with all their terms; the tree below is balanced, so recursion is shallow. */
  private List<RexNode> chain(SqlCall call) {
    List<RexNode> terms = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      if (operand.getKind() == call.getKind()) {
        terms.addAll(chain((SqlCall) operand));
      } else {
        terms.add(convert(operand));
      }
    }
    return terms;
  }

  private List<RexNode> members(SqlCall call) {
    List<RexNode> operands = new ArrayList<>();
    operands.add(convert(call.operand(0)));
    for (SqlNode member : (SqlNodeList) call.operand(1)) {
      operands.add(convert(member));
    }
    return operands;
  }

  private RexNode cast(SqlNode operand, RelDataType type, boolean safe) {
    RexNode node = convert(operand);
    if (node instanceof RexLiteral literal && literal.isNull()) {
      return builder.makeNullLiteral(type);
    }
    if (operand instanceof SqlIdentifier && node instanceof RexLiteral text && !safe) {
      checkText(operand, text.getValueAs(String.class), type);
    }
    return builder.makeAbstractCast(type, node, safe);
  }

  /** A text that is written out and cannot be read fails here, not at each record. */
  private static void checkText(SqlNode operand, String text, RelDataType type) {
    SqlTypes.fromSql(type)
        .flatMap(target -> LiteralText.problem(text, target))
        .ifPresent(
            problem -> {
              throw new ExpressionTypeException(operand.getParserPosition(), problem, "");
            });
  }

  private RexNode in(SqlCall call, RelDataType type) {
    List<RexNode> operands =
        rules.numbers(call.getKind(), ComparisonRules.check(call, members(call)));
    MembershipWriter.checkSize(call.getParserPosition(), operands);
    return builder.makeCall(type, MembershipWriter.OPERATOR, operands);
  }

  private RexNode function(SqlCall call, RegistryOperator operator, RelDataType type) {
    List<RexNode> arguments = rules.function(call, operator.function(), operands(call), type);
    return builder.makeCall(type, operator, arguments);
  }

  private static ExpressionTypeException notAvailable(SqlNode node) {
    String what =
        node instanceof SqlCall call ? call.getOperator().getName() : SqlKind.OTHER.name();
    return new ExpressionTypeException(
        node.getParserPosition(), what + " is not available in expressions", "");
  }
}
