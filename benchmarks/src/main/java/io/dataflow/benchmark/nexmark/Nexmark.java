package io.dataflow.benchmark.nexmark;

import io.dataflow.benchmark.nexmark.event.EventFiles;
import io.dataflow.benchmark.nexmark.reference.WinningBidAverages;
import io.dataflow.benchmark.nexmark.result.ResultFolder;
import io.dataflow.benchmark.nexmark.worker.JobRequest;
import io.dataflow.benchmark.nexmark.worker.NotSupportedException;
import io.dataflow.benchmark.nexmark.worker.QueryCatalogue;
import io.dataflow.benchmark.nexmark.worker.QueryCatalogue.QueryResult;
import io.dataflow.benchmark.nexmark.worker.SinkMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs queries of Nexmark as DataFlow's definitions, as hand-written jobs and as Flink SQL, in
 * turns on one machine, compares their results and prints times and ratios.
 */
public final class Nexmark {
  private final Options options;
  private final EventFiles events;
  private final EventFiles comparedEvents;
  private final Report report;
  private final Map<String, Map<Competitor, String>> reasons = new LinkedHashMap<>();

  private Nexmark(Options options) throws IOException {
    this.options = options;
    Path data = options.work().resolve("data");
    this.comparedEvents = EventFiles.in(data, options.comparedEvents(), options.format());
    this.events =
        options.sink() == SinkMode.COMPARE
            ? comparedEvents
            : EventFiles.in(data, options.events(), options.format());
    this.report = new Report(System.out, options);
  }

  public static void main(String[] args) throws IOException {
    Options options;
    try {
      options = Options.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + Options.USAGE);
      System.exit(2);
      return;
    }
    new Nexmark(options).run();
  }

  private void run() throws IOException {
    report.header();
    boolean equal = true;
    for (String query : options.queries()) {
      equal &= ran(query);
    }
    report.notes(reasons);
    if (!equal) {
      System.exit(1);
    }
  }

  /** A query that fails is reported and counts as different; the others are run nevertheless. */
  private boolean ran(String query) throws IOException {
    try {
      return run(query);
    } catch (JobFailedException e) {
      report.query(query, Map.of(), "FAILED " + e.getMessage());
      return false;
    }
  }

  /** Each query has children of its own: what the JIT learnt from one does not help the next. */
  private boolean run(String query) throws IOException {
    Map<Competitor, Child> children = new EnumMap<>(Competitor.class);
    try {
      Files.createDirectories(options.work());
      for (Competitor competitor : options.competitors()) {
        Path log = options.work().resolve(competitor.contestantClass() + ".log");
        children.put(competitor, Child.start(competitor, options, log));
      }
      Map<Competitor, ResultFolder.Outcome> outcomes = compare(query, children);
      boolean equal =
          !QueryCatalogue.of(query).deterministic()
              || outcomes.values().stream().distinct().count() <= 1;
      Map<Competitor, List<Run>> runs =
          options.sink() == SinkMode.COMPARE ? Map.of() : measure(query, children);
      equal &= sameCounts(query, runs);
      report.query(query, runs, verdict(query, outcomes, equal));
      return equal;
    } finally {
      children.values().forEach(Child::close);
    }
  }

  /** Of an updating result contestants may give different changes on the way to the same end. */
  private static boolean sameCounts(String query, Map<Competitor, List<Run>> runs) {
    QueryResult result = QueryCatalogue.of(query);
    return !result.deterministic()
        || !result.key().isEmpty()
        || runs.values().stream().flatMap(List::stream).mapToLong(Run::rows).distinct().count()
            <= 1;
  }

  private static String verdict(
      String query, Map<Competitor, ResultFolder.Outcome> outcomes, boolean equal) {
    if (!QueryCatalogue.of(query).deterministic()) {
      return "depends on the clock";
    }
    if (outcomes.isEmpty()) {
      return "none";
    }
    return equal
        ? outcomes.values().iterator().next().rows() + " rows, " + outcomes.size() + " equal"
        : "DIFFERENT " + outcomes;
  }

  /** Runs each contestant once with its result written; this warms it up, too. */
  private Map<Competitor, ResultFolder.Outcome> compare(
      String query, Map<Competitor, Child> children) throws IOException {
    QueryResult result = QueryCatalogue.of(query);
    Map<Competitor, ResultFolder.Outcome> outcomes = new EnumMap<>(Competitor.class);
    for (Competitor competitor : List.copyOf(children.keySet())) {
      JobRequest request = request(query, competitor, SinkMode.COMPARE);
      if (run(children, competitor, request) != null) {
        outcomes.put(competitor, ResultFolder.fold(request.output(), result.key()));
      }
    }
    if (query.equals(WinningBidAverages.QUERY)) {
      JobRequest request = request(query, null, SinkMode.COMPARE);
      new WinningBidAverages(options.comparedEvents()).write(request.output());
      ResultFolder.Outcome outcome = ResultFolder.fold(request.output(), result.key());
      System.out.println(query + " computed in memory: " + outcome);
    }
    return outcomes;
  }

  private Map<Competitor, List<Run>> measure(String query, Map<Competitor, Child> children)
      throws IOException {
    Map<Competitor, List<Run>> runs = new EnumMap<>(Competitor.class);
    List<Competitor> order = new ArrayList<>(children.keySet());
    for (int round = -options.warmups(); round < options.rounds(); round++) {
      for (Competitor competitor : order) {
        Run run = run(children, competitor, request(query, competitor, options.sink()));
        if (run != null && round >= 0) {
          runs.computeIfAbsent(competitor, key -> new ArrayList<>()).add(run);
        }
        if (run != null) {
          record(query, competitor, round, run);
        }
      }
      Collections.rotate(order, 1);
    }
    return runs;
  }

  /** Every run by itself, warm-ups with negative rounds: {@code target/nexmark/runs.csv}. */
  private void record(String query, Competitor competitor, int round, Run run) throws IOException {
    Path file = options.work().resolve("runs.csv");
    if (!Files.exists(file)) {
      Files.writeString(file, "query,format,events,contestant,round,wall_ns,cpu_ns,rows\n");
    }
    String line =
        String.join(
            ",",
            query,
            options.format().extension(),
            Long.toString(options.events().events()),
            competitor.name(),
            Integer.toString(round),
            Long.toString(run.wallNanos()),
            Long.toString(run.cpuNanos()),
            Long.toString(run.rows()));
    Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
  }

  /** Null, and the reason noted, where the contestant cannot. */
  private Run run(Map<Competitor, Child> children, Competitor competitor, JobRequest request)
      throws IOException {
    Child child = children.get(competitor);
    if (child == null) {
      return null;
    }
    try {
      return child.run(request);
    } catch (NotSupportedException e) {
      reasons
          .computeIfAbsent(request.query(), key -> new EnumMap<>(Competitor.class))
          .put(competitor, e.getMessage());
      child.close();
      children.remove(competitor);
      return null;
    }
  }

  private JobRequest request(String query, Competitor competitor, SinkMode sink)
      throws IOException {
    String name = competitor == null ? "reference" : competitor.name().toLowerCase(Locale.ROOT);
    Path output = options.work().resolve("out").resolve(query).resolve(sink + "-" + name);
    delete(output);
    Files.createDirectories(output);
    EventFiles files = sink == SinkMode.COMPARE ? comparedEvents : events;
    return new JobRequest(
        query, options.format(), sink, files.folder(), output, options.parallelism());
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> all;
      try (Stream<Path> walk = Files.walk(folder)) {
        all = walk.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path path : all) {
        Files.delete(path);
      }
    }
  }
}
