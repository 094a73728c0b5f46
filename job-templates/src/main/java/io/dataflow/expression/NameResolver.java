package io.dataflow.expression;

import io.dataflow.error.ErrorCode;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import io.dataflow.schema.TypeParser;
import io.dataflow.schema.TypeSyntaxException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says of every word whether it is a field, a function or part of the grammar, before anything is
 * parsed. A word where an operand is expected is the field of that name, whatever SQL makes of the
 * word, unless an opening bracket follows. A word behind an operand never is a field.
 */
final class NameResolver {
  private final ExpressionText source;
  private final List<Token> tokens;
  private final RecordSchema input;
  private final FunctionRegistry registry;
  private final NameProblems problems;
  private final SqlText sql = new SqlText();
  private int index;
  private int lastMember = -1;
  private boolean afterOperand;

  private NameResolver(
      ExpressionText source, List<Token> tokens, RecordSchema input, FunctionRegistry registry) {
    this.source = source;
    this.tokens = tokens;
    this.input = input;
    this.registry = registry;
    this.problems = new NameProblems(source, registry);
  }

  static SqlText resolve(
      ExpressionText source, List<Token> tokens, RecordSchema input, FunctionRegistry registry) {
    NameResolver resolver = new NameResolver(source, tokens, input, registry);
    while (resolver.index < tokens.size()) {
      resolver.token();
    }
    return resolver.sql;
  }

  private void token() {
    Token token = tokens.get(index);
    switch (token.kind()) {
      case STRING -> {
        sql.text(token);
        advance(1, true);
      }
      case NUMBER -> {
        sql.verbatim(token.text(), token.start(), token.end());
        advance(1, true);
      }
      case SYMBOL -> {
        sql.verbatim(token.text(), token.start(), token.end());
        advance(1, token.isSymbol(")") || token.isSymbol("]"));
      }
      default -> name(token);
    }
  }

  private void name(Token token) {
    if (index > 0 && tokens.get(index - 1).isSymbol(".")) {
      member(token);
    } else if (token.kind() == Token.Kind.WORD && isKeywordArgument(token)) {
      sql.verbatim(Vocabulary.unit(token.text()), token.start(), token.end());
      advance(1, !Vocabulary.TRIM_SIDES.contains(Vocabulary.upper(token.text())));
    } else if (afterOperand && token.kind() == Token.Kind.WORD) {
      infix(token);
    } else if (peek(1, "(")) {
      call(token);
    } else if (!path(token) && !prefix(token)) {
      problems.unknownField(token, token.text(), input.names());
      advance(1, true);
    }
  }

  /** A field of what a bracket closes; fields of fields are part of a path. */
  private void member(Token token) {
    boolean ofMember = index >= 2 && lastMember == index - 2;
    if (index < 2 || !(peek(-2, ")") || peek(-2, "]") || ofMember)) {
      problems.onlyRowsHaveFields(token);
    }
    lastMember = index;
    sql.name(token.text(), FieldPath.quoted(token.text()), token.start(), token.end());
    advance(1, true);
  }

  private boolean isKeywordArgument(Token token) {
    if (index < 2 || !tokens.get(index - 1).isSymbol("(")) {
      return false;
    }
    String function = Vocabulary.upper(tokens.get(index - 2).text());
    String word = Vocabulary.upper(token.text());
    if (Vocabulary.UNIT_FIRST.contains(function)) {
      return true;
    }
    return function.equals("TRIM")
        && Vocabulary.TRIM_SIDES.contains(word)
        && !peek(1, ")")
        && !peek(1, ",")
        && !peek(1, ".");
  }

  private void infix(Token token) {
    String word = Vocabulary.upper(token.text());
    if (!Vocabulary.INFIX.contains(word)) {
      problems.unexpected(token);
      advance(1, false);
      return;
    }
    if (word.equals("AT")) {
      timeZone(token);
    } else if (word.equals("RETURNING")) {
      returning(token);
    } else if (word.equals("SIMILAR") && isWord(1, "TO")) {
      sql.verbatim("SIMILAR TO", token.start(), tokens.get(index + 1).end());
      advance(2, false);
    } else {
      sql.verbatim(word, token.start(), token.end());
      advance(1, word.equals("AS") || word.equals("TO") || Vocabulary.KEEPS_OPERAND.contains(word));
      if (word.equals("AS")) {
        type();
      } else if (word.equals("TO")) {
        unit();
      }
    }
  }

  /**
   * Calcite's parser does not know AT TIME ZONE. It sees an operator that our grammar does not have
   * and that binds as PostgreSQL has it: tighter than + and comparisons.
   */
  private void timeZone(Token at) {
    if (isWord(1, "TIME") && isWord(2, "ZONE")) {
      sql.spelled("&", "AT TIME ZONE", at.start(), tokens.get(index + 2).end());
      advance(3, false);
    } else {
      problems.unexpected(at, "write AT TIME ZONE 'Europe/Berlin'");
      advance(1, false);
    }
  }

  /** The type that JSON_VALUE and JSON_QUERY return becomes the type of one more argument. */
  private void returning(Token token) {
    sql.spelled(", CAST(NULL AS", "RETURNING", token.start(), token.end());
    advance(1, true);
    type();
    sql.spelled(")", "", token.start(), token.end());
  }

  private boolean isWord(int ahead, String word) {
    return index + ahead < tokens.size() && tokens.get(index + ahead).isWord(word);
  }

  private void unit() {
    if (index < tokens.size() && tokens.get(index).kind() == Token.Kind.WORD) {
      Token token = tokens.get(index);
      sql.verbatim(Vocabulary.unit(token.text()), token.start(), token.end());
      advance(1, true);
    }
  }

  /** The type of a CAST: all up to the bracket that closes the cast. */
  private void type() {
    int first = index;
    int depth = 0;
    while (index < tokens.size() && (depth > 0 || !peek(0, ")"))) {
      depth += peek(0, "(") ? 1 : peek(0, ")") ? -1 : 0;
      index++;
    }
    int start = first < tokens.size() ? tokens.get(first).start() : source.text().length();
    int end = first < index ? tokens.get(index - 1).end() : start;
    try {
      sql.type(TypeParser.parse(source.text().substring(start, end)), start, end);
    } catch (TypeSyntaxException e) {
      int at = Math.min(start + e.offset(), end);
      source.error(ErrorCode.INVALID_EXPRESSION, at, Math.max(end, at + 1), e.getMessage());
    }
  }

  private void call(Token token) {
    String written = Vocabulary.upper(token.text());
    boolean word = token.kind() == Token.Kind.WORD;
    String name = registry.find(written).map(ScalarFunction::name).orElse(written);
    if (word && Vocabulary.SPECIAL_FUNCTIONS.contains(name)) {
      sql.verbatim(name, token.start(), token.end());
    } else if (word && Vocabulary.PREFIX.contains(name)) {
      sql.verbatim(name, token.start(), token.end());
    } else if (word && registry.find(name).isPresent()) {
      sql.name(name, name, token.start(), token.end());
    } else if (word && Vocabulary.NOT_DETERMINISTIC.contains(name)) {
      problems.notDeterministic(token);
    } else {
      problems.unknownFunction(token);
    }
    advance(1, false);
  }

  private boolean path(Token first) {
    int position = input.indexOf(first.text());
    if (position < 0) {
      return dottedName(first);
    }
    FieldPath path = FieldPath.of(input, position);
    int last = index;
    while (last + 2 < tokens.size()
        && tokens.get(last + 1).isSymbol(".")
        && tokens.get(last + 2).isName()
        && path.type() instanceof FieldType.Nested record) {
      Token name = tokens.get(last + 2);
      int child = record.schema().indexOf(name.text());
      last += 2;
      if (child < 0) {
        String written =
            tokens.subList(index, last + 1).stream().map(Token::text).collect(Collectors.joining());
        problems.unknownField(name, written, record.schema().names());
        break;
      }
      path = path.child(record.schema(), child);
    }
    sql.field(path, first.start(), tokens.get(last).end());
    advance(last - index + 1, true);
    return true;
  }

  /** A field of a flat record whose name holds dots. */
  private boolean dottedName(Token first) {
    StringBuilder name = new StringBuilder(first.text());
    for (int last = index;
        last + 2 < tokens.size()
            && tokens.get(last + 1).isSymbol(".")
            && tokens.get(last + 2).isName();
        last += 2) {
      name.append('.').append(tokens.get(last + 2).text());
      int position = input.indexOf(name.toString());
      if (position >= 0) {
        sql.field(FieldPath.of(input, position), first.start(), tokens.get(last + 2).end());
        advance(last + 2 - index + 1, true);
        return true;
      }
    }
    return false;
  }

  private boolean prefix(Token token) {
    String word = Vocabulary.upper(token.text());
    if (token.kind() != Token.Kind.WORD) {
      return false;
    }
    if (Vocabulary.PREFIX.contains(word)) {
      sql.verbatim(word, token.start(), token.end());
      advance(1, Set.of("NULL", "TRUE", "FALSE", "END").contains(word));
      return true;
    }
    if (Vocabulary.NOT_DETERMINISTIC.contains(word)) {
      problems.notDeterministic(token);
      advance(1, true);
      return true;
    }
    Token next = index + 1 < tokens.size() ? tokens.get(index + 1) : null;
    if (next == null) {
      return false;
    }
    boolean literal = next.kind() == Token.Kind.STRING;
    if (Set.of("ARRAY", "MAP").contains(word) && next.isSymbol("[")) {
      sql.verbatim(word, token.start(), token.end());
      advance(1, true);
      return true;
    }
    if (literal && Set.of("DATE", "TIME", "TIMESTAMP", "TIMESTAMP_LTZ").contains(word)) {
      FieldType type = FieldType.of(ScalarKind.valueOf(word)).withNullable(false);
      sql.typedText(type, word, next, token.start());
      advance(2, true);
      return true;
    }
    if (word.equals("INTERVAL") && (literal || next.kind() == Token.Kind.NUMBER)) {
      interval(token, next);
      return true;
    }
    return false;
  }

  private void interval(Token keyword, Token amount) {
    if (!amount.text().matches("[0-9 :.+-]+")) {
      source.error(
          ErrorCode.INVALID_EXPRESSION,
          amount.start(),
          amount.end(),
          "'" + amount.text() + "' is no amount of time",
          "write for example INTERVAL '5' MINUTE");
    } else {
      sql.verbatim("INTERVAL", keyword.start(), keyword.end());
      sql.verbatim("'" + amount.text() + "'", amount.start(), amount.end());
    }
    advance(2, true);
    unit();
  }

  private boolean peek(int ahead, String symbol) {
    return index + ahead < tokens.size() && tokens.get(index + ahead).isSymbol(symbol);
  }

  private void advance(int count, boolean operand) {
    index += count;
    afterOperand = operand;
  }
}
