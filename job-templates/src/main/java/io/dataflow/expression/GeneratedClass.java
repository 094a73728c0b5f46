package io.dataflow.expression;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A compiled class that can travel.
 *
 * @param className its binary name
 * @param source what it was compiled from, to be read by people
 */
public record GeneratedClass(String className, String source, byte[] bytes)
    implements Serializable {
  @Override
  public boolean equals(Object other) {
    return other instanceof GeneratedClass that
        && className.equals(that.className)
        && source.equals(that.source)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * className.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return className + " (" + bytes.length + " bytes)";
  }
}
