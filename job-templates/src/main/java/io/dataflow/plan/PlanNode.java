package io.dataflow.plan;

import io.dataflow.connector.ConnectorOptions;
import io.dataflow.expression.TypedExpression;
import io.dataflow.pipeline.DeliveryGuarantee;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.pipeline.EventTime;
import io.dataflow.schema.RecordSchema;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A source, a step or a sink of the plan; ids are unique. */
public sealed interface PlanNode {
  String id();

  /** {@code source}, a transform type, or {@code sink}. */
  String kind();

  /** The ids of what it reads. */
  List<String> inputs();

  /** The rows it hands on; of a sink: those that reach it. */
  RecordSchema outputSchema();

  /** What may be said on the edge behind it; of a sink: on the edge before it. */
  ChangeMode outputMode();

  ErrorPolicy onError();

  /**
   * @param connector the connector's type, not an alias
   * @param schema the whole record
   * @param projectedSchema the fields that the plan needs, in the order of {@code schema}: only
   *     these are decoded. Positions in expressions are those of {@code schema}.
   * @param bounded whether it ends by itself
   * @param identity what its positions depend on, part of the operator's uid
   */
  record SourceNode(
      String id,
      String connector,
      ConnectorOptions options,
      RecordSchema schema,
      RecordSchema projectedSchema,
      Optional<EventTime> eventTime,
      boolean bounded,
      String identity,
      ErrorPolicy onError)
      implements PlanNode {
    public SourceNode {
      Objects.requireNonNull(projectedSchema);
    }

    @Override
    public String kind() {
      return "source";
    }

    @Override
    public List<String> inputs() {
      return List.of();
    }

    @Override
    public RecordSchema outputSchema() {
      return schema;
    }

    @Override
    public ChangeMode outputMode() {
      return new ChangeMode.Append();
    }

    SourceNode withProjection(RecordSchema projected) {
      return new SourceNode(
          id, connector, options, schema, projected, eventTime, bounded, identity, onError);
    }
  }

  /**
   * @param condition of type BOOLEAN; rows for which it is TRUE go on
   */
  record FilterNode(
      String id,
      String input,
      RecordSchema outputSchema,
      ChangeMode outputMode,
      TypedExpression condition,
      ErrorPolicy onError)
      implements PlanNode {
    @Override
    public String kind() {
      return "filter";
    }

    @Override
    public List<String> inputs() {
      return List.of(input);
    }
  }

  /**
   * @param fields one for each field of {@code outputSchema}, in its order
   */
  record MapNode(
      String id,
      String input,
      RecordSchema inputSchema,
      RecordSchema outputSchema,
      ChangeMode outputMode,
      List<MappedField> fields,
      ErrorPolicy onError)
      implements PlanNode {
    public MapNode {
      fields = List.copyOf(fields);
    }

    @Override
    public String kind() {
      return "map";
    }

    @Override
    public List<String> inputs() {
      return List.of(input);
    }
  }

  /**
   * @param connector the connector's type, not an alias
   * @param outputSchema of the rows that reach it
   * @param identity what its state depends on, part of the operator's uid
   */
  record SinkNode(
      String id,
      String input,
      RecordSchema outputSchema,
      ChangeMode outputMode,
      String connector,
      ConnectorOptions options,
      DeliveryGuarantee guarantee,
      String identity,
      ErrorPolicy onError)
      implements PlanNode {
    @Override
    public String kind() {
      return "sink";
    }

    @Override
    public List<String> inputs() {
      return List.of(input);
    }
  }
}
