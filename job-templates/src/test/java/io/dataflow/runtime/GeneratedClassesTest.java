package io.dataflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.expression.GeneratedClass;
import io.dataflow.expression.GeneratedClassCompiler;
import org.junit.jupiter.api.Test;

class GeneratedClassesTest {
  private static final GeneratedClass COMPILED =
      GeneratedClassCompiler.compile(
          "io.dataflow.generated.Run_test",
          "package io.dataflow.generated; public final class Run_test"
              + " extends io.dataflow.runtime.StepProgram {"
              + " public Run_test(Object[] constants) {}"
              + " public void process(Object[] in) { emit(in); } }");

  @Test
  void subtasksOfAJobShareAClassAndJobsDoNot() {
    ClassLoader job = new JobLoader();
    Class<?> first = define(job);
    assertThat(define(job)).isSameAs(first);
    assertThat(define(new JobLoader())).isNotSameAs(first);
    assertThat(first.getClassLoader().getParent()).isSameAs(job);
  }

  @Test
  void everySubtaskHasItsOwnProgram() {
    ClassLoader job = new JobLoader();
    GeneratedProgram program =
        new GeneratedProgram(COMPILED.className(), COMPILED.bytes(), new Object[0]);
    assertThat(program.instantiate(StepProgram.class, job))
        .isNotSameAs(program.instantiate(StepProgram.class, job));
  }

  private static Class<?> define(ClassLoader job) {
    return GeneratedClasses.define(job, COMPILED.className(), COMPILED.bytes());
  }

  private static final class JobLoader extends ClassLoader {
    JobLoader() {
      super(GeneratedClassesTest.class.getClassLoader());
    }
  }
}
