package io.dataflow.plan;

import io.dataflow.connector.ConnectorOptions;
import io.dataflow.expression.TypedExpression;
import io.dataflow.pipeline.DeliveryGuarantee;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.pipeline.EventTime;
import io.dataflow.schema.RecordSchema;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A source, a step or a sink of the plan; ids are unique. */
public sealed interface PlanNode
    permits PlanNode.SourceNode,
        PlanNode.FilterNode,
        PlanNode.MapNode,
        PlanNode.SinkNode,
        FlatMapNode,
        EnrichNode,
        RouteNode,
        UnionNode,
        KeyedNode {
  String id();

  /** {@code source}, a transform type, or {@code sink}. */
  String kind();

  /** The names of the edges that it reads. */
  List<String> inputs();

  /** The rows it hands on; of a sink: those that reach it. */
  RecordSchema outputSchema();

  /**
   * The fields of {@link #outputSchema} that its rows really have, in its order; positions in
   * expressions are those of the whole.
   */
  default RecordSchema projectedSchema() {
    return outputSchema();
  }

  /** The node with rows of these fields only; itself where its rows are what they are. */
  default PlanNode withProjection(RecordSchema projected) {
    return this;
  }

  /** What may be said on the edge behind it; of a sink: on the edge before it. */
  ChangeMode outputMode();

  /** Whether the records behind it carry a time of their own. */
  boolean eventTime();

  ErrorPolicy onError();

  /** What others may read; nothing of a sink. */
  default List<Edge> outputs() {
    return List.of(new Edge(id(), outputSchema(), outputMode(), eventTime()));
  }

  /**
   * The positions of an input that it needs.
   *
   * @param input index in {@link #inputs}
   * @param neededOutput the positions of its output that are needed behind it
   */
  BitSet reads(int input, BitSet neededOutput);

  /**
   * @param connector the connector's type, not an alias
   * @param schema the whole record
   * @param projectedSchema the fields that the plan needs, in the order of {@code schema}: only
   *     these are decoded. Positions in expressions are those of {@code schema}.
   * @param time which of the fields says when a record happened
   * @param bounded whether it ends by itself
   * @param identity what its positions depend on, part of the operator's uid
   */
  record SourceNode(
      String id,
      String connector,
      ConnectorOptions options,
      RecordSchema schema,
      RecordSchema projectedSchema,
      Optional<EventTime> time,
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

    @Override
    public boolean eventTime() {
      return time.isPresent();
    }

    @Override
    public BitSet reads(int input, BitSet neededOutput) {
      throw new IllegalArgumentException("a source reads nothing");
    }

    @Override
    public SourceNode withProjection(RecordSchema projected) {
      return new SourceNode(
          id, connector, options, schema, projected, time, bounded, identity, onError);
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
      boolean eventTime,
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

    @Override
    public BitSet reads(int input, BitSet neededOutput) {
      BitSet fields = (BitSet) neededOutput.clone();
      condition.usedFields().forEach(fields::set);
      return fields;
    }
  }

  /**
   * A map or a select.
   *
   * @param kind {@code map} or {@code select}
   * @param fields one for each field of {@code outputSchema}, in its order
   */
  record MapNode(
      String id,
      String kind,
      String input,
      RecordSchema inputSchema,
      RecordSchema outputSchema,
      ChangeMode outputMode,
      boolean eventTime,
      List<MappedField> fields,
      ErrorPolicy onError)
      implements PlanNode {
    public MapNode {
      fields = List.copyOf(fields);
    }

    @Override
    public List<String> inputs() {
      return List.of(input);
    }

    @Override
    public BitSet reads(int input, BitSet neededOutput) {
      return MappedField.reads(fields);
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

    @Override
    public boolean eventTime() {
      return false;
    }

    @Override
    public List<Edge> outputs() {
      return List.of();
    }

    @Override
    public BitSet reads(int input, BitSet neededOutput) {
      BitSet all = new BitSet();
      all.set(0, outputSchema.size());
      return all;
    }
  }
}
