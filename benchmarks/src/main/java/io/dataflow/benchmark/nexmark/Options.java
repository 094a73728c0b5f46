package io.dataflow.benchmark.nexmark;

import io.dataflow.benchmark.nexmark.event.EventFormat;
import io.dataflow.benchmark.nexmark.event.GeneratorSettings;
import io.dataflow.benchmark.nexmark.worker.QueryCatalogue;
import io.dataflow.benchmark.nexmark.worker.SinkMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is measured, and how.
 *
 * @param root of the checkout
 * @param comparedEvents what the results are compared for; comparing takes longer than measuring
 * @param sink what the measured jobs write into; {@link SinkMode#COMPARE} only compares
 * @param warmups jobs of each contestant before the rounds, the compared one aside
 * @param jvmOptions of the children
 */
record Options(
    Path root,
    List<String> queries,
    List<Competitor> competitors,
    EventFormat format,
    GeneratorSettings events,
    GeneratorSettings comparedEvents,
    SinkMode sink,
    int rounds,
    int warmups,
    int parallelism,
    List<String> jvmOptions) {
  static final String USAGE =
      """
      options, each followed by a value:
        --queries q0,q1 | all    (q0,q1,q2,q10,q14,q21,q22); beside Nexmark's: hop, steps-1, steps-10
        --contestants dataflow,hand-written,sql
        --format csv | json      (csv)
        --events N               of all kinds, that are measured (1000000)
        --compared-events N      of all kinds, whose results are compared (200000)
        --rounds N               (5)
        --warmups N              (2)
        --parallelism N          (1); a file is read by one task
        --sink count | file | compare  (count); compare measures nothing
        --seed N                 of the generator (1)
        --heap SIZE              of each child (1500m)
        --jvm OPTION             a further option of the children's JVMs, may be repeated
      """;

  private static final List<String> STATELESS =
      List.of("q0", "q1", "q2", "q10", "q14", "q21", "q22");

  Path built() {
    return root.resolve("benchmarks/target");
  }

  Path work() {
    return built().resolve("nexmark");
  }

  static Options parse(String[] args) {
    Map<String, String> values = new LinkedHashMap<>();
    List<String> jvm = new ArrayList<>();
    for (int i = 0; i < args.length; i += 2) {
      if (!args[i].startsWith("--") || i + 1 == args.length) {
        throw new IllegalArgumentException("an option and its value are expected: " + args[i]);
      }
      if (args[i].equals("--jvm")) {
        jvm.add(args[i + 1]);
      } else {
        values.put(args[i].substring(2), args[i + 1]);
      }
    }
    Options options = of(values, jvm);
    if (!values.isEmpty()) {
      throw new IllegalArgumentException("unknown options: " + values.keySet());
    }
    return options;
  }

  private static Options of(Map<String, String> values, List<String> jvm) {
    jvm.add("-Xmx" + take(values, "heap", "1500m"));
    long seed = number(values, "seed", 1);
    return new Options(
        Path.of(System.getProperty("dataflow.root")).toAbsolutePath(),
        queries(take(values, "queries", String.join(",", STATELESS))),
        Arrays.stream(take(values, "contestants", "dataflow,hand-written,sql").split(","))
            .map(Competitor::of)
            .toList(),
        EventFormat.of(take(values, "format", "csv")),
        GeneratorSettings.of(seed, number(values, "events", 1_000_000)),
        GeneratorSettings.of(seed, number(values, "compared-events", 200_000)),
        SinkMode.valueOf(take(values, "sink", "count").toUpperCase(Locale.ROOT)),
        (int) number(values, "rounds", 5),
        (int) number(values, "warmups", 2),
        (int) number(values, "parallelism", 1),
        jvm);
  }

  private static List<String> queries(String text) {
    List<String> queries = text.equals("all") ? QueryCatalogue.queries() : List.of(text.split(","));
    queries.forEach(QueryCatalogue::of);
    return queries;
  }

  private static String take(Map<String, String> values, String name, String otherwise) {
    String value = values.remove(name);
    return value == null ? otherwise : value;
  }

  private static long number(Map<String, String> values, String name, long otherwise) {
    return Long.parseLong(take(values, name, Long.toString(otherwise)));
  }
}
