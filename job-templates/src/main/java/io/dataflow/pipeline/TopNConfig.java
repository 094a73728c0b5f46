package io.dataflow.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Hands on the first records of each partition.
 *
 * @param partitionBy names of fields, also nested ones with dots; empty: all are one partition
 * @param orderBy what decides which are first, the most important first
 * @param n how many
 * @param ranked whether they get a field {@code rank}, from 1
 * @param ties whether records that equal the last one are handed on too, under its rank
 * @param window the partition's records of one window, a tumbling one; empty: all records so far
 * @param ttl how long a partition is remembered after its last change; empty: for ever
 * @param onLate what becomes of records whose window is closed
 * @param changelog whether each change of a result is a record of its own, with {@code op} in front
 */
public record TopNConfig(
    List<String> partitionBy,
    List<OrderedField> orderBy,
    int n,
    boolean ranked,
    boolean ties,
    Optional<Window> window,
    Optional<Duration> ttl,
    Optional<ErrorPolicy> onLate,
    boolean changelog)
    implements TransformConfig {
  public TopNConfig {
    partitionBy = List.copyOf(partitionBy);
    orderBy = List.copyOf(orderBy);
  }

  @Override
  public String type() {
    return "topn";
  }

  @Override
  public boolean keepsState() {
    return true;
  }
}
