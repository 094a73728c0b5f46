package io.dataflow.expression;

import io.dataflow.error.ErrorCode;
import io.dataflow.error.NearestName;
import io.dataflow.function.AggregateKind;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code FUNCTION([DISTINCT] argument, ...) [FILTER (WHERE condition)]}. Arguments and the
 * condition are expressions like any other; each is compiled inside the author's text with all else
 * blanked out, so that its errors stand where the author wrote them.
 */
final class AggregateCompiler {
  private static final String IN_A_MAP =
      "aggregate here, and compute with the result in a map behind this step";

  private final ExpressionCompiler compiler;
  private final FunctionRegistry registry;
  private final RecordSchema input;
  private final String pointer;
  private final ExpressionText source;
  private final List<Token> tokens;
  private boolean failed;

  private AggregateCompiler(
      ExpressionCompiler compiler,
      FunctionRegistry registry,
      String text,
      RecordSchema input,
      String pointer) {
    this.compiler = compiler;
    this.registry = registry;
    this.input = input;
    this.pointer = pointer;
    this.source = new ExpressionText(text, pointer);
    this.tokens = Tokenizer.tokens(source);
  }

  static AggregateExpression.Result compile(
      ExpressionCompiler compiler,
      FunctionRegistry registry,
      String text,
      RecordSchema input,
      String pointer) {
    AggregateCompiler aggregate = new AggregateCompiler(compiler, registry, text, input, pointer);
    Optional<AggregateExpression> call = aggregate.call();
    return new AggregateExpression.Result(call, aggregate.source.found().all());
  }

  private Optional<AggregateExpression> call() {
    if (!source.found().hasErrors() && tokens.isEmpty()) {
      source.error(ErrorCode.MISSING_VALUE, "the aggregation is empty");
    }
    if (source.found().hasErrors()) {
      return Optional.empty();
    }
    Optional<AggregateKind> kind = kind();
    int close = kind.isPresent() ? closing(1) : -1;
    if (close < 0) {
      return Optional.empty();
    }
    boolean distinct =
        tokens.get(2).isWord("DISTINCT")
            && close > 3
            && !tokens.get(3).isSymbol(",")
            && !tokens.get(3).isSymbol(".");
    List<int[]> ranges = arguments(distinct ? 3 : 2, close);
    Optional<int[]> where = filter(close + 1);
    if (failed || !shapeFits(kind.get(), distinct, ranges, close)) {
      return Optional.empty();
    }
    return typed(kind.get(), distinct, ranges, where);
  }

  private Optional<AggregateKind> kind() {
    Token name = tokens.get(0);
    if (name.kind() != Token.Kind.WORD || tokens.size() < 2 || !tokens.get(1).isSymbol("(")) {
      error(
          ErrorCode.INVALID_EXPRESSION,
          name,
          "an aggregation is a call of an aggregate function",
          "write for example SUM(amount); known: " + String.join(", ", AggregateKind.names()));
      return Optional.empty();
    }
    Optional<AggregateKind> kind = AggregateKind.of(name.text());
    if (kind.isEmpty() && registry.find(name.text()).isPresent()) {
      error(
          ErrorCode.INVALID_EXPRESSION,
          name,
          Vocabulary.upper(name.text())
              + " computes one value of one record, it aggregates nothing",
          IN_A_MAP);
    } else if (kind.isEmpty()) {
      error(
          ErrorCode.UNKNOWN_FUNCTION,
          name,
          "there is no aggregate function " + name.text(),
          NearestName.hint(name.text(), AggregateKind.names()));
    }
    return kind;
  }

  /** The bracket that closes the one at a position, or -1. */
  private int closing(int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      depth += token.isSymbol("(") || token.isSymbol("[") ? 1 : 0;
      depth -= token.isSymbol(")") || token.isSymbol("]") ? 1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    failed = true;
    source.error(
        ErrorCode.INVALID_EXPRESSION,
        tokens.get(open).start(),
        tokens.get(open).end(),
        "the bracket that opens here is not closed");
    return -1;
  }

  /** Ranges of tokens between the commas. */
  private List<int[]> arguments(int first, int close) {
    List<int[]> ranges = new ArrayList<>();
    int start = first;
    int depth = 0;
    for (int i = first; i < close; i++) {
      Token token = tokens.get(i);
      depth += token.isSymbol("(") || token.isSymbol("[") ? 1 : 0;
      depth -= token.isSymbol(")") || token.isSymbol("]") ? 1 : 0;
      if (depth == 0 && token.isSymbol(",")) {
        ranges.add(new int[] {start, i});
        start = i + 1;
      }
      boolean call = token.kind() == Token.Kind.WORD && tokens.get(i + 1).isSymbol("(");
      if (call && isAggregate(token)) {
        error(
            ErrorCode.INVALID_EXPRESSION,
            token,
            "an aggregate cannot be computed of an aggregate",
            "put a second aggregate step behind this one");
      }
    }
    if (first < close) {
      ranges.add(new int[] {start, close});
    }
    return ranges;
  }

  private boolean isAggregate(Token token) {
    return AggregateKind.of(token.text()).isPresent() && registry.find(token.text()).isEmpty();
  }

  private Optional<int[]> filter(int first) {
    if (first >= tokens.size()) {
      return Optional.empty();
    }
    Token token = tokens.get(first);
    if (!token.isWord("FILTER")) {
      error(
          ErrorCode.INVALID_EXPRESSION,
          token,
          "'" + token.text() + "' is not expected behind an aggregate",
          token.kind() == Token.Kind.WORD ? "FILTER (WHERE condition) may follow" : IN_A_MAP);
      return Optional.empty();
    }
    boolean complete =
        first + 2 < tokens.size()
            && tokens.get(first + 1).isSymbol("(")
            && tokens.get(first + 2).isWord("WHERE");
    int close = complete ? closing(first + 1) : -1;
    if (complete && close < 0) {
      return Optional.empty();
    }
    if (!complete || close == first + 3 || close < tokens.size() - 1) {
      Token wrong = complete && close < tokens.size() - 1 ? tokens.get(close + 1) : token;
      error(
          ErrorCode.INVALID_EXPRESSION,
          wrong,
          wrong.equals(token)
              ? "the FILTER is not complete"
              : "'" + wrong.text() + "' is not expected behind a FILTER",
          wrong.equals(token) ? "write FILTER (WHERE condition)" : IN_A_MAP);
    }
    return Optional.of(new int[] {first + 3, close});
  }

  private boolean shapeFits(AggregateKind kind, boolean distinct, List<int[]> ranges, int close) {
    Token name = tokens.get(0);
    boolean star = isStar(ranges);
    if (star && (kind != AggregateKind.COUNT || distinct)) {
      error(
          ErrorCode.INVALID_EXPRESSION,
          tokens.get(ranges.get(0)[0]),
          "only COUNT takes all records: COUNT(*)",
          "name a field or write an expression");
    } else if (distinct && !kind.takesDistinct()) {
      error(
          ErrorCode.INVALID_EXPRESSION,
          tokens.get(2),
          kind + " takes no DISTINCT",
          "leave DISTINCT out");
    } else if (ranges.size() != kind.arguments()) {
      source.error(
          ErrorCode.INVALID_EXPRESSION,
          name.start(),
          tokens.get(close).end(),
          kind
              + " takes "
              + kind.arguments()
              + " argument"
              + (kind.arguments() > 1 ? "s" : "")
              + ", not "
              + ranges.size(),
          "write " + kind.form());
      failed = true;
    }
    return !failed;
  }

  private boolean isStar(List<int[]> ranges) {
    return ranges.size() == 1
        && ranges.get(0)[1] == ranges.get(0)[0] + 1
        && tokens.get(ranges.get(0)[0]).isSymbol("*");
  }

  private Optional<AggregateExpression> typed(
      AggregateKind kind, boolean distinct, List<int[]> ranges, Optional<int[]> where) {
    List<TypedExpression> arguments = new ArrayList<>();
    boolean star = isStar(ranges);
    double parameter = 0;
    for (int i = 0; i < ranges.size() && !star; i++) {
      if (kind == AggregateKind.PERCENTILE && i == 1) {
        parameter = part(ranges.get(i));
      } else {
        argument(kind, distinct, i, ranges.get(i)).ifPresent(arguments::add);
      }
    }
    Optional<TypedExpression> filter = where.flatMap(this::condition);
    if (failed) {
      return Optional.empty();
    }
    // The least and the greatest are the same with or without repetitions.
    boolean counted = distinct && kind != AggregateKind.MIN && kind != AggregateKind.MAX;
    List<FieldType> types = arguments.stream().map(TypedExpression::type).toList();
    boolean sparse =
        filter.isPresent() || (!types.isEmpty() && types.get(types.size() - 1).nullable());
    return Optional.of(
        new AggregateExpression(
            kind,
            counted,
            arguments,
            filter,
            parameter,
            AggregateTypes.result(kind, types, sparse),
            AggregateExpression.canonical(kind, counted, arguments, filter, parameter)));
  }

  private double part(int[] range) {
    Token token = tokens.get(Math.min(range[0], tokens.size() - 1));
    boolean number = range[1] == range[0] + 1 && token.kind() == Token.Kind.NUMBER;
    double part = number ? Double.parseDouble(token.text()) : -1;
    if (part < 0 || part > 1) {
      error(
          ErrorCode.INVALID_EXPRESSION,
          token,
          "the second argument of PERCENTILE is a number from 0 to 1",
          "write for example PERCENTILE(amount, 0.95)");
    }
    return part;
  }

  private Optional<TypedExpression> argument(
      AggregateKind kind, boolean distinct, int index, int[] range) {
    Optional<TypedExpression> typed = compile(range);
    typed
        .flatMap(value -> AggregateTypes.refuse(kind, distinct, index, value.type()))
        .ifPresent(
            needed -> {
              failed = true;
              source.error(
                  ErrorCode.EXPRESSION_TYPE,
                  tokens.get(range[0]).start(),
                  tokens.get(range[1] - 1).end(),
                  kind + " takes " + needed + ", but this is " + typed.get().type(),
                  "convert it, for example CAST(" + typed.get().text() + " AS DOUBLE)");
            });
    return typed;
  }

  private Optional<TypedExpression> condition(int[] range) {
    Optional<TypedExpression> typed = compile(range);
    FieldType needed = FieldType.of(ScalarKind.BOOLEAN);
    typed
        .filter(value -> !value.type().sameIgnoringNullability(needed))
        .ifPresent(
            value -> {
              failed = true;
              source.error(
                  ErrorCode.EXPRESSION_TYPE,
                  tokens.get(range[0]).start(),
                  tokens.get(range[1] - 1).end(),
                  "the condition of a FILTER must be BOOLEAN, but this is " + value.type(),
                  "compare it with something");
            });
    return typed;
  }

  private Optional<TypedExpression> compile(int[] range) {
    if (range[0] >= range[1]) {
      Token at = tokens.get(Math.min(range[1], tokens.size() - 1));
      error(ErrorCode.MISSING_VALUE, at, "an argument is missing here", "name a field");
      return Optional.empty();
    }
    ExpressionResult result =
        compiler.compile(
            blanked(tokens.get(range[0]).start(), tokens.get(range[1] - 1).end()), input, pointer);
    result.diagnostics().forEach(source.found()::add);
    failed |= result.expression().isEmpty();
    return result.expression();
  }

  /** The text with blanks for all that does not lie between two offsets. */
  private String blanked(int start, int end) {
    StringBuilder blanked = new StringBuilder(source.text());
    for (int i = 0; i < blanked.length(); i++) {
      boolean newline = blanked.charAt(i) == '\n' || blanked.charAt(i) == '\r';
      if ((i < start || i >= end) && !newline) {
        blanked.setCharAt(i, ' ');
      }
    }
    return blanked.toString();
  }

  private void error(ErrorCode code, Token token, String message, String hint) {
    failed = true;
    source.error(code, token.start(), token.end(), message, hint);
  }
}
