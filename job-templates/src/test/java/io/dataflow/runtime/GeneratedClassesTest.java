package io.dataflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.expression.GeneratedClass;
import io.dataflow.expression.GeneratedClassCompiler;
import org.junit.jupiter.api.Test;

class GeneratedClassesTest {
  private static final GeneratedClass COMPILED = compiled("emit(in);");

  private static GeneratedClass compiled(String body) {
    return GeneratedClassCompiler.compile(
        "io.dataflow.generated.Run_test",
        "package io.dataflow.generated; public final class Run_test"
            + " extends io.dataflow.runtime.StepProgram {"
            + " public Run_test(Object[] constants) {}"
            + (" public void process(Object[] in) { " + body + " } }"));
  }

  @Test
  void aProgramIsOneClass() {
    Class<?> first = define(COMPILED);
    assertThat(define(COMPILED)).isSameAs(first);
    assertThat(first.getClassLoader()).isNotSameAs(GeneratedClasses.class.getClassLoader());
  }

  @Test
  void anotherProgramOfTheNameIsAnotherClass() {
    assertThat(define(compiled("filtered(1);"))).isNotSameAs(define(COMPILED));
  }

  @Test
  void everySubtaskHasItsOwnProgram() {
    GeneratedProgram program =
        new GeneratedProgram(COMPILED.className(), COMPILED.bytes(), new Object[0]);
    StepProgram instance = program.instantiate(StepProgram.class);
    assertThat(program.instantiate(StepProgram.class)).isNotSameAs(instance);
  }

  private static Class<?> define(GeneratedClass program) {
    return GeneratedClasses.define(program.className(), program.bytes());
  }
}
