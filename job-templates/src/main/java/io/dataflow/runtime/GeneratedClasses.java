package io.dataflow.runtime;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The generated classes of this JVM, shared by all subtasks that run the same program. They see
 * what this class sees, nothing of a job's own. One that no task uses any more stays while memory
 * is not short, for minutes: a job that restarts, or starts again, finds it compiled to machine
 * code.
 */
final class GeneratedClasses {
  private static final Map<String, SoftReference<Defined>> DEFINED = new HashMap<>();

  private record Defined(Class<?> type, byte[] bytes) {}

  private GeneratedClasses() {}

  static Class<?> define(String className, byte[] bytes) {
    synchronized (DEFINED) {
      SoftReference<Defined> reference = DEFINED.get(className);
      Defined known = reference == null ? null : reference.get();
      if (known == null || !Arrays.equals(known.bytes(), bytes)) {
        DEFINED.values().removeIf(other -> other.refersTo(null));
        known = new Defined(new Loader().define(className, bytes), bytes);
        DEFINED.put(className, new SoftReference<>(known));
      }
      return known.type();
    }
  }

  private static final class Loader extends ClassLoader {
    Loader() {
      super(GeneratedClasses.class.getClassLoader());
    }

    Class<?> define(String className, byte[] bytes) {
      return defineClass(className, bytes, 0, bytes.length);
    }
  }
}
