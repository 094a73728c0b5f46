package io.dataflow.expression;

import io.dataflow.error.ErrorCode;
import io.dataflow.error.NearestName;
import io.dataflow.function.AggregateKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parts of {@code FUNCTION([DISTINCT] argument, ...) [FILTER (WHERE condition)]}, as ranges of
 * tokens: what stands in them is for the expression compiler to read.
 */
final class AggregateSyntax {
  /**
   * @param arguments ranges of tokens, the end exclusive; none of {@code COUNT(*)}
   * @param condition that of the FILTER
   */
  record Call(
      AggregateKind kind, boolean distinct, List<int[]> arguments, Optional<int[]> condition) {}

  private static final String IN_A_MAP =
      "aggregate here, and compute with the result in a map behind this step";

  private final ExpressionText source;
  private final List<Token> tokens;
  private final FunctionRegistry registry;
  private boolean failed;

  private AggregateSyntax(ExpressionText source, List<Token> tokens, FunctionRegistry registry) {
    this.source = source;
    this.tokens = tokens;
    this.registry = registry;
  }

  /** Empty where an error was reported. */
  static Optional<Call> parse(
      ExpressionText source, List<Token> tokens, FunctionRegistry registry) {
    return new AggregateSyntax(source, tokens, registry).call();
  }

  private Optional<Call> call() {
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
    Optional<int[]> condition = filter(close + 1);
    if (failed || !shapeFits(kind.get(), distinct, ranges, close)) {
      return Optional.empty();
    }
    return Optional.of(
        new Call(kind.get(), distinct, isStar(ranges) ? List.of() : ranges, condition));
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
          "write " + form(kind));
      failed = true;
    }
    return !failed;
  }

  private boolean isStar(List<int[]> ranges) {
    return ranges.size() == 1
        && ranges.get(0)[1] == ranges.get(0)[0] + 1
        && tokens.get(ranges.get(0)[0]).isSymbol("*");
  }

  private static String form(AggregateKind kind) {
    return switch (kind) {
      case COUNT -> "COUNT(*) or COUNT(field)";
      case PERCENTILE -> "PERCENTILE(field, 0.95)";
      case MIN_BY, MAX_BY -> kind + "(field, ordering field)";
      default -> kind + "(field)";
    };
  }

  private void error(ErrorCode code, Token token, String message, String hint) {
    failed = true;
    source.error(code, token.start(), token.end(), message, hint);
  }
}
