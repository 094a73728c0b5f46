package io.dataflow.benchmark.start;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Durations in ms, sorted. */
record Percentiles(double[] sorted) {

  static Percentiles of(List<Double> milliseconds) {
    double[] sorted = milliseconds.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return new Percentiles(sorted);
  }

  /** The smallest value that this share of all does not exceed. */
  double at(double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  String line(String label) {
    return line(label, at(0.5), at(0.9), at(0.99));
  }

  /** How much longer this takes than another, at each of the percentiles. */
  String lineAbove(Percentiles other, String label) {
    return line(label, at(0.5) - other.at(0.5), at(0.9) - other.at(0.9), at(0.99) - other.at(0.99));
  }

  static String header() {
    return String.format(Locale.ROOT, "%-44s %8s %8s %8s", "ms", "median", "p90", "p99");
  }

  private static String line(String label, double median, double p90, double p99) {
    return String.format(Locale.ROOT, "%-44s %8.1f %8.1f %8.1f", label, median, p90, p99);
  }
}
