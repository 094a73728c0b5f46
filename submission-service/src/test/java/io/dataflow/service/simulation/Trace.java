package io.dataflow.service.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened in a schedule, line by line; kept only when asked for. */
final class Trace {
  private final SimulatedClock clock;
  private final boolean kept;
  private final List<String> lines = new ArrayList<>();
  private long steps;

  Trace(SimulatedClock clock, boolean kept) {
    this.clock = clock;
    this.kept = kept;
  }

  void step() {
    steps++;
  }

  long steps() {
    return steps;
  }

  void add(Supplier<String> line) {
    if (kept) {
      lines.add(clock.instant().toString().substring(11) + " " + line.get());
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }
}
