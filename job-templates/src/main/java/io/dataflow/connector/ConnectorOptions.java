package io.dataflow.connector;

import java.io.Serializable;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The checked options of one source or sink: declared names, readable values, defaults filled in.
 * Made by the planner; a connector can rely on every getter of a declared option with a default or
 * a requirement.
 *
 * @param connectionString as written, parameters resolved
 * @param batchSize 0 where it was not written
 * @param pollInterval zero where it was not written
 * @param values declared option name to canonical text
 */
public record ConnectorOptions(
    String connectionString, int batchSize, Duration pollInterval, Map<String, String> values)
    implements Serializable {
  public ConnectorOptions {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  public static ConnectorOptions of(String connectionString, Map<String, String> values) {
    return new ConnectorOptions(connectionString, 0, Duration.ZERO, values);
  }

  public Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  public String get(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalArgumentException("option '" + name + "' has no value"));
  }

  public boolean getBoolean(String name) {
    return Boolean.parseBoolean(get(name));
  }

  public int getInt(String name) {
    return Integer.parseInt(get(name));
  }

  /** Of an option of type {@link OptionType#DURATION}; the canonical text is in milliseconds. */
  public Duration getDuration(String name) {
    return Duration.ofMillis(Long.parseLong(get(name)));
  }

  /** Of an option of type {@link OptionType#SIZE}; the canonical text is in bytes. */
  public long getBytes(String name) {
    return Long.parseLong(get(name));
  }
}
