package io.dataflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The class paths that the servers are started with, as the build left them. */
class ClassPathITCase {

  // flink-connector-files carries the classes of flink-connector-base; the versions are one.
  private static final Set<String> SAME_TWICE =
      Set.of("flink-connector-base", "flink-connector-files");

  @ParameterizedTest
  @ValueSource(strings = {"dist-cassandra", "dist-flink", "dist-service"})
  void noClassIsThereTwice(String dist) throws IOException {
    Map<String, Set<String>> jarsOfClass = new TreeMap<>();
    for (File jar : jars(dist)) {
      String name = jar.getName().replaceAll("-[0-9].*", "");
      try (JarFile file = new JarFile(jar)) {
        file.stream()
            .map(JarEntry::getName)
            .filter(entry -> entry.endsWith(".class"))
            .filter(entry -> !entry.startsWith("META-INF/") && !entry.endsWith("-info.class"))
            .forEach(entry -> jarsOfClass.computeIfAbsent(entry, key -> new TreeSet<>()).add(name));
      }
    }
    jarsOfClass.values().removeIf(jars -> jars.size() < 2 || jars.equals(SAME_TWICE));
    assertThat(jarsOfClass).isEmpty();
  }

  @Test
  void whatOnlyTheCompilerNeedsIsNotOnTheCluster() {
    assertThat(jars("dist-flink"))
        .extracting(File::getName)
        .anyMatch(name -> name.startsWith("dataflow-job-templates"))
        .anyMatch(name -> name.startsWith("re2j"))
        .noneMatch(name -> name.startsWith("calcite"))
        .noneMatch(name -> name.startsWith("janino"))
        .noneMatch(name -> name.startsWith("jackson-databind"));
  }

  /** Definitions are compiled in the service: only there are these packages complete. */
  private static final Pattern COMPILER =
      Pattern.compile("io\\.dataflow\\.(expression|plan|compile|pipeline|trial)\\..*");

  @Test
  void whatRunsOnTaskManagersFindsAllItsClassesThere() {
    List<String> command =
        new ArrayList<>(List.of("--multi-release", "17", "-verbose:class", "-filter:none", "-cp"));
    command.add(
        Stream.of(jars("dist-flink"))
            .map(File::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    Stream.of(jars("dist-flink"))
        .filter(jar -> jar.getName().startsWith("dataflow-"))
        .forEach(jar -> command.add(jar.toString()));
    StringWriter report = new StringWriter();
    PrintWriter writer = new PrintWriter(report);
    int code =
        ToolProvider.findFirst("jdeps")
            .orElseThrow()
            .run(writer, writer, command.toArray(String[]::new));
    assertThat(code).as(report.toString()).isZero();

    // "   io.dataflow.A   -> org.example.B   some.jar"
    List<String> missing =
        Pattern.compile("(?m)^   (\\S+) +-> (\\S+) +not found$")
            .matcher(report.toString())
            .results()
            .filter(line -> !COMPILER.matcher(line.group(1)).matches())
            .map(line -> line.group(1) + " -> " + line.group(2))
            .toList();
    assertThat(report.toString()).contains("   io.dataflow.runtime.");
    assertThat(missing).isEmpty();
  }

  private static File[] jars(String dist) {
    Path lib =
        Path.of(System.getProperty("dataflow.root"))
            .resolve("launcher")
            .resolve(dist + "/target/lib");
    File[] jars = lib.toFile().listFiles((dir, name) -> name.endsWith(".jar"));
    assertThat(jars).as("jars in " + lib).isNotEmpty();
    return jars;
  }
}
