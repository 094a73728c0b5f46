package io.dataflow.expression;

import io.dataflow.error.Diagnostic;
import io.dataflow.error.ErrorCode;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Turns the text of an expression into a typed expression, or says what is wrong with it. */
public final class ExpressionCompiler {
  private final FunctionRegistry registry;

  public ExpressionCompiler(FunctionRegistry registry) {
    this.registry = Objects.requireNonNull(registry);
  }

  /**
   * Checks and types an expression over the fields of a record.
   *
   * @param pointer RFC 6901 pointer to the expression in its document, for the diagnostics
   */
  public ExpressionResult compile(String text, RecordSchema input, String pointer) {
    ExpressionText source = new ExpressionText(text, pointer);
    List<Token> tokens = tokens(source);
    if (source.found().hasErrors()) {
      return failed(source);
    }
    LegacySyntax legacy = new LegacySyntax(source, input);
    SqlText sql = NameResolver.resolve(source, legacy.replace(tokens), input, registry);
    legacy.warn(sql.canonical());
    if (source.found().hasErrors()) {
      return failed(source);
    }
    Optional<SqlNode> tree = new SqlSyntax(source, sql, registry).parse();
    Optional<TypedExpression> typed = tree.flatMap(node -> type(source, sql, node, input));
    return new ExpressionResult(typed, source.found().all());
  }

  /**
   * Checks and types a call of an aggregate function, {@code SUM(amount) FILTER (WHERE paid)}, over
   * the fields of a record.
   *
   * @param pointer RFC 6901 pointer to the call in its document, for the diagnostics
   */
  public AggregateExpression.Result compileAggregate(
      String text, RecordSchema input, String pointer) {
    return AggregateCompiler.compile(this, registry, text, input, pointer);
  }

  /**
   * The errors of an expression whose input is not known: those of its syntax and its functions, as
   * far as they are sure.
   */
  public List<Diagnostic> checkForm(String text, String pointer) {
    return FormCheck.check(new ExpressionText(text, pointer), registry);
  }

  /** The words; an empty expression is reported. */
  static List<Token> tokens(ExpressionText source) {
    List<Token> tokens = Tokenizer.tokens(source);
    if (!source.found().hasErrors() && tokens.isEmpty()) {
      source.error(ErrorCode.MISSING_VALUE, "the expression is empty");
    }
    return tokens;
  }

  /** The value of a field. */
  public TypedExpression field(RecordSchema input, int position) {
    FieldPath path = FieldPath.of(input, position);
    RelDataTypeFactory factory = SqlTypes.factory();
    RexNode node =
        new RexBuilder(factory).makeInputRef(SqlTypes.toSql(factory, path.type()), position);
    return new TypedExpression(path.text(), path.type(), input, node);
  }

  /**
   * Compares a field with a text that is read as the field's type.
   *
   * @param field a name, or names with dots
   * @param operator one of {@code == = != <> < <= > >=}
   * @param pointer to the object with the members {@code field}, {@code operator} and {@code value}
   */
  public ExpressionResult comparison(
      RecordSchema input, String field, String operator, String value, String pointer) {
    return FieldComparison.compile(this, input, field, operator, value, pointer);
  }

  private static Optional<TypedExpression> type(
      ExpressionText source, SqlText sql, SqlNode tree, RecordSchema input) {
    RelDataTypeFactory factory = SqlTypes.factory();
    ExpressionValidator validator = new ExpressionValidator(factory, sql);
    try {
      validator.check(tree);
      RexNode node = new RexConverter(factory, validator, sql, input).convert(tree);
      Optional<FieldType> type = SqlTypes.fromSql(node.getType());
      if (type.isEmpty()) {
        source.error(
            ErrorCode.EXPRESSION_TYPE,
            0,
            source.text().length(),
            "the result is " + SqlTypes.text(node.getType()) + ", which no field can hold",
            "NULL needs a type, CAST(NULL AS type); an interval is added to a time");
      }
      return type.map(found -> new TypedExpression(sql.canonical(), found, input, node));
    } catch (ExpressionTypeException e) {
      e.report(source, sql);
    } catch (CalciteContextException e) {
      SqlParserPos position =
          new SqlParserPos(
              e.getPosLine(), e.getPosColumn(), e.getEndPosLine(), e.getEndPosColumn());
      int[] place = sql.source(position);
      ValidatorMessage message = ValidatorMessage.of(e);
      if (message.hint().isPresent()) {
        source.error(
            ErrorCode.EXPRESSION_TYPE, place[0], place[1], message.text(), message.hint().get());
      } else {
        source.error(ErrorCode.EXPRESSION_TYPE, place[0], place[1], message.text());
      }
    }
    return Optional.empty();
  }

  private static ExpressionResult failed(ExpressionText source) {
    return new ExpressionResult(Optional.empty(), source.found().all());
  }
}
