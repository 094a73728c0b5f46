package io.dataflow.expression;

import io.dataflow.schema.FieldType;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/** Puts the registry's functions and our casts in place of what Calcite's parser knows. */
final class FunctionNames extends SqlShuttle {
  private static final String IS_JSON = "IS JSON ";
  private static final String IS_NOT_JSON = "IS NOT JSON ";
  private static final Set<String> JSON_RETURNING = Set.of("JSON_VALUE", "JSON_QUERY");

  private final SqlText sql;
  private final FunctionRegistry registry;

  FunctionNames(SqlText sql, FunctionRegistry registry) {
    this.sql = sql;
    this.registry = registry;
  }

  /** {@code customer.*} is for queries; the parser lets it pass. */
  @Override
  public SqlNode visit(SqlIdentifier name) {
    if (name.isStar()) {
      throw new ExpressionTypeException(
          name.getParserPosition(), "* stands for no value", "name the field");
    }
    return super.visit(name);
  }

  @Override
  public SqlNode visit(SqlCall call) {
    if (call.getFunctionQuantifier() != null) {
      throw new ExpressionTypeException(
          call.getParserPosition(),
          call.getFunctionQuantifier().toValue() + " is for the functions of an aggregate step",
          "leave it out");
    }
    SqlCall visited = call.getKind() == SqlKind.DOT ? dot(call) : (SqlCall) super.visit(call);
    List<SqlNode> operands = visited.getOperandList();
    SqlParserPos position = visited.getParserPosition();
    return switch (visited.getKind()) {
      case CAST, SAFE_CAST -> {
        SqlDataTypeSpec target = (SqlDataTypeSpec) operands.get(1);
        boolean safe = visited.getKind() == SqlKind.SAFE_CAST;
        yield new CastOperator(sql.type(target.getTypeName().getSimple()), safe)
            .createCall(position, operands.get(0));
      }
      case EXTRACT ->
          function("EXTRACT", position, List.of(unit(operands.get(0)), operands.get(1)));
      case TIMESTAMP_ADD -> withUnit("TIMESTAMPADD", position, operands);
      case TIMESTAMP_DIFF -> withUnit("TIMESTAMPDIFF", position, operands);
      case FLOOR, CEIL -> {
        String name = visited.getKind().name();
        String truncating = name.equals("CEIL") ? "CEIL TO" : "DATE_TRUNC";
        yield operands.size() == 1
            ? function(name, position, operands)
            : function(truncating, position, List.of(unit(operands.get(1)), operands.get(0)));
      }
      case TRIM -> trim(position, operands);
      case BITAND -> function("AT TIME ZONE", position, operands);
      default -> named(visited);
    };
  }

  private SqlNode named(SqlCall call) {
    String name = call.getOperator().getName();
    List<SqlNode> operands = call.getOperandList();
    SqlParserPos position = call.getParserPosition();
    if (name.startsWith(IS_JSON)) {
      return isJson(position, operands.get(0), name.substring(IS_JSON.length()));
    }
    if (name.startsWith(IS_NOT_JSON)) {
      SqlNode is = isJson(position, operands.get(0), name.substring(IS_NOT_JSON.length()));
      return SqlStdOperatorTable.NOT.createCall(position, is);
    }
    if (JSON_RETURNING.contains(name)
        && operands.size() == 3
        && operands.get(2) instanceof SqlCall type
        && type.getOperator() instanceof CastOperator cast) {
      return returning(call, cast.target());
    }
    boolean known = registry.find(name).isPresent();
    return known && call instanceof SqlBasicCall && !isOperator(call)
        ? function(name, position, operands)
        : call;
  }

  /** JSON_VALUE RETURNING is a TRY_CAST; JSON_QUERY RETURNING reads the value as the type. */
  private SqlNode returning(SqlCall call, FieldType type) {
    SqlParserPos position = call.getParserPosition();
    String name = call.getOperator().getName();
    SqlNode json = function(name, position, call.getOperandList().subList(0, 2));
    return name.equals("JSON_VALUE")
        ? new CastOperator(type, true).createCall(position, json)
        : new RegistryOperator(JsonFunctions.read(type)).createCall(position, json);
  }

  private SqlNode isJson(SqlParserPos position, SqlNode text, String kind) {
    return function(
        "IS JSON", position, List.of(text, SqlLiteral.createCharString(kind, position)));
  }

  private static boolean isOperator(SqlCall call) {
    return call.getKind() == SqlKind.MOD
        || call.getOperator().equals(SqlStdOperatorTable.ITEM)
        || call.getKind() == SqlKind.LIKE
        || call.getKind() == SqlKind.SIMILAR;
  }

  /** The second operand is the name of a nested field, no expression. */
  private SqlCall dot(SqlCall call) {
    SqlNode record = call.operand(0).accept(this);
    return call.getOperator().createCall(call.getParserPosition(), record, call.operand(1));
  }

  private SqlNode trim(SqlParserPos position, List<SqlNode> operands) {
    SqlTrimFunction.Flag side =
        ((SqlLiteral) operands.get(0)).getValueAs(SqlTrimFunction.Flag.class);
    String name =
        switch (side) {
          case BOTH -> "TRIM";
          case LEADING -> "LTRIM";
          case TRAILING -> "RTRIM";
        };
    return function(name, position, List.of(operands.get(2), operands.get(1)));
  }

  private SqlNode withUnit(String name, SqlParserPos position, List<SqlNode> operands) {
    return function(
        name, position, List.of(unit(operands.get(0)), operands.get(1), operands.get(2)));
  }

  private static SqlNode unit(SqlNode node) {
    String unit =
        node instanceof SqlIntervalQualifier qualifier
            ? qualifier.timeFrameName != null ? qualifier.timeFrameName : qualifier.getUnit().name()
            : node instanceof SqlIdentifier name ? name.getSimple() : node.toString();
    return SqlLiteral.createCharString(unit, node.getParserPosition());
  }

  private SqlNode function(String name, SqlParserPos position, List<SqlNode> operands) {
    ScalarFunction function = registry.find(name).orElseThrow();
    return new RegistryOperator(function).createCall(position, operands);
  }
}
