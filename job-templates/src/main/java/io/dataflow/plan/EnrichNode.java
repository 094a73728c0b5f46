package io.dataflow.plan;

import io.dataflow.connector.ConnectorOptions;
import io.dataflow.pipeline.Enrich;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.schema.RecordSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Adds to each row what a table has under its key.
 *
 * @param key of the input, one for each of {@code table.key}
 * @param projectedSchema the fields that are needed behind it
 * @param fields one for each field of {@code outputSchema}, in its order; {@link MappedField.Added}
 *     counts {@code table.values}
 */
public record EnrichNode(
    String id,
    String input,
    Table table,
    List<MappedField> key,
    Enrich.OnMiss onMiss,
    RecordSchema outputSchema,
    RecordSchema projectedSchema,
    ChangeMode outputMode,
    boolean eventTime,
    List<MappedField> fields,
    ErrorPolicy onError)
    implements PlanNode {
  /**
   * @param connector the connector's type, not an alias
   * @param schema the table's whole rows
   * @param key names of fields in {@code schema}
   * @param values names of fields in {@code schema}
   * @param ttl how often it is looked at for changes; empty: never
   */
  public record Table(
      String connector,
      ConnectorOptions options,
      RecordSchema schema,
      List<String> key,
      List<String> values,
      int maxRows,
      Optional<Duration> ttl) {
    public Table {
      key = List.copyOf(key);
      values = List.copyOf(values);
    }

    /** The fields of {@code schema} that have to be read. */
    public RecordSchema projected() {
      return new RecordSchema(
          schema.fields().stream()
              .filter(field -> key.contains(field.name()) || values.contains(field.name()))
              .toList());
    }
  }

  public EnrichNode {
    key = List.copyOf(key);
    fields = List.copyOf(fields);
  }

  @Override
  public String kind() {
    return "enrich";
  }

  @Override
  public List<String> inputs() {
    return List.of(input);
  }

  @Override
  public BitSet reads(int input, BitSet neededOutput) {
    List<MappedField> read = new ArrayList<>(key);
    neededOutput.stream().mapToObj(fields::get).forEach(read::add);
    return MappedField.reads(read);
  }

  @Override
  public EnrichNode withProjection(RecordSchema projected) {
    return new EnrichNode(
        id,
        input,
        table,
        key,
        onMiss,
        outputSchema,
        projected,
        outputMode,
        eventTime,
        fields,
        onError);
  }
}
