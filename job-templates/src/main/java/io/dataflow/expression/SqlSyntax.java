package io.dataflow.expression;

import io.dataflow.error.ErrorCode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.sql.validate.SqlConformanceEnum;

/**
 * Calcite's parser, and what is made of its tree before it is typed: functions of the registry in
 * place of Calcite's, long AND and OR chains as balanced trees.
 */
final class SqlSyntax {
  /** Levels of the tree; each costs the recursive typing about 1 KB of stack. */
  static final int MAX_DEPTH = 250;

  private static final SqlParser.Config PARSER =
      SqlParser.config()
          .withQuoting(Quoting.BACK_TICK)
          .withUnquotedCasing(Casing.UNCHANGED)
          .withQuotedCasing(Casing.UNCHANGED)
          .withCaseSensitive(true)
          .withConformance(SqlConformanceEnum.LENIENT)
          .withIdentifierMaxLength(Tokenizer.MAX_CHARACTERS);

  private static final Pattern END = Pattern.compile("^Encountered \"[^\\n]*<EOF>");

  private final ExpressionText source;
  private final SqlText sql;
  private final FunctionRegistry registry;

  SqlSyntax(ExpressionText source, SqlText sql, FunctionRegistry registry) {
    this.source = source;
    this.sql = sql;
    this.registry = registry;
  }

  /** The tree, or empty where an error was reported. */
  Optional<SqlNode> parse() {
    SqlNode parsed;
    try {
      parsed = SqlParser.create(sql.sql(), PARSER).parseExpression();
    } catch (SqlParseException e) {
      report(e);
      return Optional.empty();
    }
    if (depth(parsed) > MAX_DEPTH) {
      source.error(
          ErrorCode.EXPRESSION_TOO_LARGE,
          0,
          source.text().length(),
          "the expression is nested deeper than " + MAX_DEPTH + " levels",
          "spread it over several steps");
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(balance(parsed).accept(new FunctionNames(sql, registry)));
    } catch (ExpressionTypeException e) {
      e.report(source, sql);
      return Optional.empty();
    }
  }

  private void report(SqlParseException failure) {
    SqlParserPos position = failure.getPos();
    if (position == null) {
      source.error(
          ErrorCode.EXPRESSION_TOO_LARGE, "the expression is nested too deep for the parser");
      return;
    }
    int[] place = sql.source(position);
    String found =
        source
            .text()
            .substring(
                Math.min(place[0], source.text().length()),
                Math.min(place[1], source.text().length()));
    boolean end = END.matcher(String.valueOf(failure.getMessage())).find();
    String hint =
        openFunction(position)
            .map(ScalarFunction::definition)
            .map(FunctionDefinition::syntax)
            .orElse(
                end
                    ? "at the end a value, END or a bracket is missing"
                    : "an operator or a value may be missing before it");
    String message =
        found.isEmpty() || end
            ? "the expression is not complete"
            : "'" + found + "' is not expected here";
    source.error(ErrorCode.INVALID_EXPRESSION, place[0], place[1], message, hint);
  }

  /** The function whose bracket is open where the parser stopped. */
  private Optional<ScalarFunction> openFunction(SqlParserPos position) {
    int end = Math.min(sql.sql().length(), Math.max(0, position.getColumnNum() - 1));
    String[] words = sql.sql().substring(0, end).split(" ");
    int closed = 0;
    for (int i = words.length - 1; i > 0; i--) {
      closed += words[i].equals(")") ? 1 : 0;
      boolean opens = words[i].equals("(") || words[i].equals("CAST(NULL");
      if (opens && closed-- == 0) {
        return registry.find(words[i - 1].replace("`", ""));
      }
    }
    return Optional.empty();
  }

  private static boolean isChain(SqlNode node) {
    return node.getKind() == SqlKind.AND || node.getKind() == SqlKind.OR;
  }

  /** Without recursion along chains, which may be thousands of terms long. */
  private static SqlNode balance(SqlNode node) {
    return node.accept(
        new SqlShuttle() {
          @Override
          public SqlNode visit(SqlCall call) {
            if (!isChain(call)) {
              return super.visit(call);
            }
            List<SqlNode> terms = new ArrayList<>();
            Deque<SqlNode> open = new ArrayDeque<>(List.of(call));
            while (!open.isEmpty()) {
              SqlNode next = open.pop();
              if (next.getKind() == call.getKind()) {
                ((SqlCall) next).getOperandList().forEach(open::push);
              } else {
                terms.add(next.accept(this));
              }
            }
            Collections.reverse(terms);
            return tree(call.getOperator(), terms);
          }
        });
  }

  private static SqlNode tree(SqlOperator operator, List<SqlNode> terms) {
    if (terms.size() == 1) {
      return terms.get(0);
    }
    int half = terms.size() / 2;
    SqlNode left = tree(operator, terms.subList(0, half));
    SqlNode right = tree(operator, terms.subList(half, terms.size()));
    return operator.createCall(
        left.getParserPosition().plus(right.getParserPosition()), left, right);
  }

  /** Levels of the tree, a chain of ANDs or of ORs counted as one. Without recursion. */
  private static int depth(SqlNode root) {
    int deepest = 0;
    Deque<Level> open = new ArrayDeque<>(List.of(new Level(root, 1)));
    while (!open.isEmpty()) {
      Level level = open.pop();
      deepest = Math.max(deepest, level.depth());
      for (SqlNode child : children(level.node())) {
        boolean sameChain = isChain(child) && child.getKind() == level.node().getKind();
        open.push(new Level(child, level.depth() + (sameChain ? 0 : 1)));
      }
    }
    return deepest;
  }

  private record Level(SqlNode node, int depth) {}

  private static List<SqlNode> children(SqlNode node) {
    List<SqlNode> all =
        node instanceof SqlCall call
            ? call.getOperandList()
            : node instanceof SqlNodeList list ? list.getList() : List.of();
    return all.stream().filter(Objects::nonNull).toList();
  }
}
