package io.dataflow.benchmark.nexmark;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;

/** The three contestants, each with the class path of its children. */
enum Competitor {
  DATAFLOW("DataFlow", "pipeline.Pipelines", "lib"),
  HAND_WRITTEN("hand-written", "handwritten.HandWritten", "lib"),
  /** Without DataFlow, Calcite and Janino: Flink's planner brings its own. */
  SQL("Flink SQL", "sql.FlinkSql", "lib-sql");

  private final String title;
  private final String contestant;
  private final String libraries;

  Competitor(String title, String contestant, String libraries) {
    this.title = title;
    this.contestant = contestant;
    this.libraries = libraries;
  }

  String title() {
    return title;
  }

  String contestantClass() {
    return Competitor.class.getPackageName() + "." + contestant;
  }

  /**
   * @param built the folder that the build fills
   */
  String classPath(Path built) {
    return built.resolve("dataflow-benchmarks.jar")
        + File.pathSeparator
        + built.resolve(libraries)
        + File.separator
        + "*";
  }

  static Competitor of(String text) {
    return Arrays.stream(values())
        .filter(value -> value.name().equalsIgnoreCase(text.replace('-', '_')))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("not one of dataflow, hand-written, sql: " + text));
  }
}
