package io.dataflow.expression;

import io.dataflow.error.ErrorCode;
import io.dataflow.function.AggregateKind;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Types a call of an aggregate function. Arguments and the condition are expressions like any
 * other; each is compiled inside the author's text with all else blanked out, so that its errors
 * stand where the author wrote them.
 */
final class AggregateCompiler {
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
    return AggregateSyntax.parse(source, tokens, registry).flatMap(this::typed);
  }

  private Optional<AggregateExpression> typed(AggregateSyntax.Call call) {
    AggregateKind kind = call.kind();
    List<TypedExpression> arguments = new ArrayList<>();
    double parameter = 0;
    for (int i = 0; i < call.arguments().size(); i++) {
      int[] range = call.arguments().get(i);
      if (kind == AggregateKind.PERCENTILE && i == 1) {
        parameter = part(range);
      } else {
        argument(kind, call.distinct(), i, range).ifPresent(arguments::add);
      }
    }
    Optional<TypedExpression> filter = call.condition().flatMap(this::condition);
    if (failed) {
      return Optional.empty();
    }
    // The least and the greatest are the same with or without repetitions.
    boolean counted = call.distinct() && kind != AggregateKind.MIN && kind != AggregateKind.MAX;
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
            text(kind, counted, arguments, filter, parameter)));
  }

  private static String text(
      AggregateKind kind,
      boolean distinct,
      List<TypedExpression> arguments,
      Optional<TypedExpression> filter,
      double parameter) {
    String list =
        arguments.isEmpty()
            ? "*"
            : arguments.stream().map(TypedExpression::text).collect(Collectors.joining(", "));
    return kind
        + (distinct ? "(DISTINCT " : "(")
        + list
        + (kind == AggregateKind.PERCENTILE ? ", " + parameter : "")
        + ")"
        + filter.map(condition -> " FILTER (WHERE " + condition.text() + ")").orElse("");
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
                  remedy(typed.get()));
            });
    return typed;
  }

  private static String remedy(TypedExpression value) {
    if (!(value.type() instanceof FieldType.Scalar scalar)) {
      return "use one of its fields or elements";
    }
    return scalar.kind() == ScalarKind.STRING
        ? "convert it, for example CAST(" + value.text() + " AS DOUBLE)"
        : "compute such a value of it";
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
