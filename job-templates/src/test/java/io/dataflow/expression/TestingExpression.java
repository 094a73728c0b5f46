package io.dataflow.expression;

import io.dataflow.error.Diagnostic;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.TypeParser;
import io.dataflow.schema.TypeSyntaxException;
import java.util.List;
import java.util.stream.Collectors;

/** Compiles an expression as the planner and the job compiler do, and evaluates it on rows. */
public final class TestingExpression {
  /** What an assembled class implements. */
  public interface Evaluation {
    Object value(Object[] in);

    boolean condition(Object[] in);
  }

  static final ExpressionCompiler COMPILER = new ExpressionCompiler(FunctionRegistry.standard());

  private TestingExpression() {}

  static RecordSchema schema(String fields) {
    try {
      return fields.isBlank()
          ? new RecordSchema(List.of())
          : ((FieldType.Nested) TypeParser.parse("ROW<" + fields + ">")).schema();
    } catch (TypeSyntaxException e) {
      throw new IllegalArgumentException(fields, e);
    }
  }

  static TypedExpression typed(String text, String fields) {
    ExpressionResult result = COMPILER.compile(text, schema(fields), "/expression");
    return result
        .expression()
        .orElseThrow(() -> new AssertionError(text + ": " + messages(result)));
  }

  static String messages(ExpressionResult result) {
    return result.diagnostics().stream().map(Diagnostic::message).collect(Collectors.joining("; "));
  }

  static Object value(String text, String fields, Object... row) {
    return evaluation(typed(text, fields)).value(row);
  }

  static GeneratedClass generated(TypedExpression expression) {
    ExpressionCodeGenerator generator = new ExpressionCodeGenerator();
    String value = generator.addValue(expression);
    boolean isCondition = expression.type().javaClass() == Boolean.class;
    String condition = isCondition ? generator.addCondition(expression) + "(in)" : "false";
    return GeneratedClassCompiler.compile(
        "io.dataflow.expression.Generated", source(generator, value, condition));
  }

  private static String source(ExpressionCodeGenerator generator, String value, String condition) {
    return """
        package io.dataflow.expression;
        public final class Generated implements io.dataflow.expression.TestingExpression.Evaluation {
        private final Object[] constants;
        public Generated(Object[] constants) { this.constants = constants; }
        public Object value(Object[] in) { return %s(in); }
        public boolean condition(Object[] in) { return %s; }
        %s}
        """
        .formatted(value, condition, generator.methods());
  }

  public static Evaluation evaluation(TypedExpression expression) {
    ExpressionCodeGenerator generator = new ExpressionCodeGenerator();
    String value = generator.addValue(expression);
    boolean isCondition = expression.type().javaClass() == Boolean.class;
    String condition = isCondition ? generator.addCondition(expression) + "(in)" : "false";
    GeneratedClass generated =
        GeneratedClassCompiler.compile(
            "io.dataflow.expression.Generated", source(generator, value, condition));
    try {
      return (Evaluation)
          new OneClass(generated)
              .loadClass(generated.className())
              .getConstructor(Object[].class)
              .newInstance((Object) generator.constants());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(generated.source(), e);
    }
  }

  private static final class OneClass extends ClassLoader {
    OneClass(GeneratedClass generated) {
      super(TestingExpression.class.getClassLoader());
      defineClass(generated.className(), generated.bytes(), 0, generated.bytes().length);
    }
  }
}
