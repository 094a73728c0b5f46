package io.dataflow.expression;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.SimpleCompiler;

/** Compiles generated source by Janino. */
public final class GeneratedClassCompiler {
  private GeneratedClassCompiler() {}

  /**
   * @param className the binary name of the one class in {@code source}
   * @throws IllegalStateException if the source does not compile, which is a fault of the generator
   */
  public static GeneratedClass compile(String className, String source) {
    SimpleCompiler compiler = new SimpleCompiler();
    compiler.setParentClassLoader(GeneratedClassCompiler.class.getClassLoader());
    compiler.setDebuggingInformation(false, false, false);
    try {
      compiler.cook(className, new StringReader(source));
    } catch (CompileException | IOException e) {
      throw new IllegalStateException("generated source does not compile:\n" + source, e);
    }
    Map<String, byte[]> classes = compiler.getBytecodes();
    byte[] bytes = classes.get(className);
    if (bytes == null || classes.size() != 1) {
      throw new IllegalStateException(
          "one class " + className + " was expected, not " + classes.keySet());
    }
    return new GeneratedClass(className, source, bytes);
  }
}
