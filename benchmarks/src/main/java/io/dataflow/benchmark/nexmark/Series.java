package io.dataflow.benchmark.nexmark;

import java.util.Locale;
import java.util.stream.DoubleStream;

/** Values of several rounds. */
final class Series {
  private final double[] sorted;

  Series(DoubleStream values) {
    this.sorted = values.sorted().toArray();
  }

  double median() {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Median, least and most, with so many decimals. */
  String text(int decimals) {
    String number = "%." + decimals + "f";
    return String.format(
        Locale.ROOT,
        number + " (" + number + "–" + number + ")",
        median(),
        sorted[0],
        sorted[sorted.length - 1]);
  }
}
