package io.dataflow.pipeline;

/**
 * A field by which records are ordered.
 *
 * @param path a name, also a nested one with dots
 * @param descending the greatest value first
 * @param nullsFirst NULL before all values, else behind them
 */
public record OrderedField(String path, boolean descending, boolean nullsFirst) {
  /** In the standard's spelling, shortest: {@code price DESC}, {@code at NULLS LAST}. */
  public String text() {
    String order = descending ? path + " DESC" : path;
    // NULL is the least value unless the author says otherwise
    return nullsFirst == !descending
        ? order
        : order + (nullsFirst ? " NULLS FIRST" : " NULLS LAST");
  }
}
