package io.dataflow.benchmark.micro;

import io.dataflow.expression.ExpressionCodeGenerator;
import io.dataflow.expression.ExpressionCompiler;
import io.dataflow.expression.ExpressionResult;
import io.dataflow.expression.FunctionRegistry;
import io.dataflow.expression.GeneratedClass;
import io.dataflow.expression.GeneratedClassCompiler;

/** An expression, compiled as a step's is. */
public abstract class Evaluation {
  private static final String NAME = "io.dataflow.benchmark.micro.Generated";

  /** The value for a row of bids. */
  public abstract Object value(Object[] in);

  static Evaluation of(String text) {
    ExpressionResult result =
        new ExpressionCompiler(FunctionRegistry.standard())
            .compile(text, Bids.SCHEMA, "/expression");
    ExpressionCodeGenerator generator = new ExpressionCodeGenerator();
    String method = generator.addValue(result.expression().orElseThrow());
    String source =
        """
        package io.dataflow.benchmark.micro;
        public final class Generated extends Evaluation {
        private final Object[] constants;
        public Generated(Object[] constants) { this.constants = constants; }
        public Object value(Object[] in) { return %s(in); }
        %s}
        """
            .formatted(method, generator.methods());
    GeneratedClass generated = GeneratedClassCompiler.compile(NAME, source);
    try {
      return new OneClass(generated)
          .loadClass(NAME)
          .asSubclass(Evaluation.class)
          .getConstructor(Object[].class)
          .newInstance((Object) generator.constants());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(source, e);
    }
  }

  private static final class OneClass extends ClassLoader {
    OneClass(GeneratedClass generated) {
      super(Evaluation.class.getClassLoader());
      defineClass(generated.className(), generated.bytes(), 0, generated.bytes().length);
    }
  }
}
