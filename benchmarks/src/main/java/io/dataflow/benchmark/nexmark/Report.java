package io.dataflow.benchmark.nexmark;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Prints what was measured, as a table in Markdown. */
final class Report {
  private static final double NANOS_PER_MILLI = 1e6;

  private final PrintStream out;
  private final Options options;

  Report(PrintStream out, Options options) {
    this.out = out;
    this.options = options;
  }

  void header() {
    out.printf(
        Locale.ROOT,
        "%d events, results compared for %d, %s, sink %s, parallelism %d, %d rounds; JVM %s, %s%n%n",
        options.events().events(),
        options.comparedEvents().events(),
        options.format().extension(),
        options.sink().name().toLowerCase(Locale.ROOT),
        options.parallelism(),
        options.rounds(),
        System.getProperty("java.version"),
        String.join(" ", options.jvmOptions()));
    out.print("| query |");
    options.competitors().forEach(c -> out.print(" " + c.title() + " ms | CPU ms |"));
    out.println(" DataFlow's speed: hand-written = 1 | Flink SQL = 1 | results |");
    out.print("|---|");
    options.competitors().forEach(c -> out.print("---|---|"));
    out.println("---|---|---|");
    out.flush();
  }

  /**
   * @param runs of each contestant that can do it, in the order of the rounds
   */
  void query(String query, Map<Competitor, List<Run>> runs, String verdict) {
    out.print("| " + query + " |");
    for (Competitor competitor : options.competitors()) {
      List<Run> own = runs.getOrDefault(competitor, List.of());
      out.print(
          own.isEmpty()
              ? " – | – |"
              : " "
                  + series(own, Run::wallNanos).text(0)
                  + " | "
                  + Math.round(series(own, Run::cpuNanos).median())
                  + " |");
    }
    out.print(" " + speed(runs, Competitor.HAND_WRITTEN) + " |");
    out.print(" " + speed(runs, Competitor.SQL) + " |");
    out.println(" " + verdict + " |");
    out.flush();
  }

  private static Series series(List<Run> runs, ToDoubleFunction<Run> nanos) {
    return new Series(runs.stream().mapToDouble(nanos).map(value -> value / NANOS_PER_MILLI));
  }

  /** Round by round: neighbours in time are compared. */
  private static String speed(Map<Competitor, List<Run>> runs, Competitor other) {
    List<Run> own = runs.getOrDefault(Competitor.DATAFLOW, List.of());
    List<Run> theirs = runs.getOrDefault(other, List.of());
    if (own.isEmpty() || own.size() != theirs.size()) {
      return "–";
    }
    return new Series(
            IntStream.range(0, own.size())
                .mapToDouble(i -> (double) theirs.get(i).wallNanos() / own.get(i).wallNanos()))
        .text(2);
  }

  void notes(Map<String, Map<Competitor, String>> reasons) {
    reasons.forEach(
        (query, byCompetitor) ->
            new EnumMap<>(byCompetitor)
                .forEach(
                    (competitor, reason) ->
                        out.println(query + ", " + competitor.title() + ": " + reason)));
  }
}
