package io.dataflow.launcher.stack;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a server's JVM is started.
 *
 * @param jvmOptions heap, modules, system properties
 * @param classPath jars, folders of classes, or {@code folder/*}
 * @param mainClass the server's own main class
 * @param arguments of the main class
 */
record JavaCommand(
    List<String> jvmOptions, List<String> classPath, String mainClass, List<String> arguments) {

  static String jars(Path lib) {
    return StackLibraries.existing(lib) + File.separator + "*";
  }

  /**
   * The whole command line, on the JDK that runs this code.
   *
   * @param crashes folder for the JVM's report should it crash
   */
  List<String> line(boolean detached, Path crashes) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(jvmOptions);
    line.add("-XX:ErrorFile=" + crashes.resolve("hs_err_%p.log"));
    line.add("-cp");
    if (detached) {
      line.add(String.join(File.pathSeparator, classPath));
    } else {
      line.add(String.join(File.pathSeparator, classPath) + File.pathSeparator + ownClasses());
      line.add(ParentWatch.class.getName());
    }
    line.add(mainClass);
    line.addAll(arguments);
    return line;
  }

  private static String ownClasses() {
    try {
      return Path.of(ParentWatch.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
