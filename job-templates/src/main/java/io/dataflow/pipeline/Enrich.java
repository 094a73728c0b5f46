package io.dataflow.pipeline;

import io.dataflow.schema.RecordSchema;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Adds fields that stand in a table under a key.
 *
 * @param on input field, also a nested one with dots, to field of the table
 * @param fields output field to field of the table; empty: all but the key, under their own names
 * @param maxRows the most rows that the table may have; empty: {@link #DEFAULT_MAX_ROWS}
 * @param ttl how often a table is looked at for changes; empty: it is read once
 */
public record Enrich(
    Lookup lookup,
    Map<String, String> on,
    Map<String, String> fields,
    Optional<Integer> maxRows,
    Optional<Duration> ttl,
    OnMiss onMiss)
    implements TransformConfig {
  public static final int DEFAULT_MAX_ROWS = 100_000;

  /** What becomes of a record whose key is not in the table. */
  public enum OnMiss {
    /** It goes on with NULL for all fields that would be added. */
    NULL,
    /** It is dropped and counted as filtered. */
    DROP,
    /** It is an error in the data. */
    ERROR;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<OnMiss> of(String text) {
      return Arrays.stream(values()).filter(value -> value.text().equals(text)).findFirst();
    }
  }

  /**
   * The table.
   *
   * @param type a connector's type, as written
   * @param options as written, scalars as their JSON text; what they mean the connector declares
   * @param schema as written; empty means: infer it
   */
  public record Lookup(
      String type,
      String connectionString,
      Map<String, String> options,
      Optional<RecordSchema> schema) {
    public Lookup {
      options = Map.copyOf(options);
    }
  }

  public Enrich {
    on = Collections.unmodifiableMap(new LinkedHashMap<>(on));
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  @Override
  public String type() {
    return "enrich";
  }

  public Enrich withSchema(RecordSchema resolved) {
    Lookup typed =
        new Lookup(
            lookup.type(), lookup.connectionString(), lookup.options(), Optional.of(resolved));
    return new Enrich(typed, on, fields, maxRows, ttl, onMiss);
  }
}
