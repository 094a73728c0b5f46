package io.dataflow.runtime;

import java.io.Serializable;

/**
 * A generated subclass of {@link StepProgram} or {@link RowCondition} as it travels to the task
 * managers.
 *
 * @param className contains a hash of its source, so that equal names mean equal classes
 * @param bytes the class file
 * @param constants serializable values that the source refers to by position
 */
public record GeneratedProgram(String className, byte[] bytes, Object[] constants)
    implements Serializable {
  /** Defines the class, unless this JVM has it, and makes an instance of its own. */
  public <T> T instantiate(Class<T> type) {
    try {
      return type.cast(
          GeneratedClasses.define(className, bytes)
              .getConstructor(Object[].class)
              .newInstance((Object) constants));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("generated class " + className + " cannot be used", e);
    }
  }
}
