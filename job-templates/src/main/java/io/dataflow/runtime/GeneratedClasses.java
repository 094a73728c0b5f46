package io.dataflow.runtime;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The generated classes of this JVM: one loader for each job's user-code class loader and class
 * name, shared by the job's subtasks. Nothing here keeps a class or a loader alive, so a job's
 * classes go when its tasks have gone.
 */
final class GeneratedClasses {
  private static final Map<ClassLoader, Map<String, WeakReference<Class<?>>>> DEFINED =
      new WeakHashMap<>();

  private GeneratedClasses() {}

  static Class<?> define(ClassLoader userCode, String className, byte[] bytes) {
    synchronized (DEFINED) {
      Map<String, WeakReference<Class<?>>> ofJob =
          DEFINED.computeIfAbsent(userCode, loader -> new HashMap<>());
      WeakReference<Class<?>> known = ofJob.get(className);
      Class<?> defined = known == null ? null : known.get();
      if (defined == null) {
        defined = new Loader(userCode).define(className, bytes);
        ofJob.put(className, new WeakReference<>(defined));
      }
      return defined;
    }
  }

  private static final class Loader extends ClassLoader {
    Loader(ClassLoader parent) {
      super(parent);
    }

    Class<?> define(String className, byte[] bytes) {
      return defineClass(className, bytes, 0, bytes.length);
    }
  }
}
