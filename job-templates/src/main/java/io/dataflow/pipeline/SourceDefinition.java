package io.dataflow.pipeline;

import io.dataflow.schema.RecordSchema;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Where records come from.
 *
 * @param id {@code source} in the one-line form
 * @param type the connector's type or alias, as written
 * @param options as written, scalars as their JSON text; what they mean the connector declares
 * @param schema as written; empty means: infer it
 * @param pointer where this source stands in the document ({@code /source}, {@code
 *     /sources/orders})
 */
public record SourceDefinition(
    String id,
    String type,
    String connectionString,
    Optional<Integer> batchSize,
    Optional<Duration> pollInterval,
    Map<String, String> options,
    Optional<RecordSchema> schema,
    Optional<EventTime> eventTime,
    Optional<ErrorPolicy> onError,
    String pointer) {
  public SourceDefinition {
    options = Map.copyOf(options);
  }

  public SourceDefinition withSchema(RecordSchema resolved) {
    return new SourceDefinition(
        id,
        type,
        connectionString,
        batchSize,
        pollInterval,
        options,
        Optional.of(resolved),
        eventTime,
        onError,
        pointer);
  }
}
