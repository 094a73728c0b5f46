package io.dataflow.plan;

import io.dataflow.connector.Connector;
import io.dataflow.connector.ConnectorOptions;
import io.dataflow.connector.SourceConnector;
import io.dataflow.connector.SourceContext;
import io.dataflow.error.Diagnostics;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.NearestName;
import io.dataflow.error.Pointers;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.pipeline.EventTime;
import io.dataflow.pipeline.Gaps;
import io.dataflow.pipeline.SourceDefinition;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.util.List;
import java.util.Optional;

/** Checks a source and finds its schema. */
final class SourcePlanner {
  private final String pipelineId;
  private final Gaps gaps;
  private final PlannerContext context;
  private final Parameters parameters;
  private final ErrorPolicies policies;
  private final Diagnostics diagnostics;

  SourcePlanner(
      String pipelineId,
      Gaps gaps,
      PlannerContext context,
      Parameters parameters,
      ErrorPolicies policies,
      Diagnostics diagnostics) {
    this.pipelineId = pipelineId;
    this.gaps = gaps;
    this.context = context;
    this.parameters = parameters;
    this.policies = policies;
    this.diagnostics = diagnostics;
  }

  /** The source with all its fields; a schema that is written holds whatever else is wrong. */
  Planned plan(SourceDefinition source) {
    ErrorPolicy onError = policies.resolve(source.onError(), false, source.pointer());
    Optional<Connector> connector = context.connectors().find(source.type());
    Optional<SourceConnector> reading = connector.flatMap(Connector::source);
    if (reading.isEmpty()) {
      unknownType(source, connector.isPresent());
    }
    Optional<ConnectorOptions> options = reading.flatMap(known -> options(source, known));
    boolean schemaLost = gaps.touches(Pointers.child(source.pointer(), "schema"));
    if (schemaLost || options.isEmpty()) {
      return broken(source, schemaLost);
    }
    Optional<RecordSchema> schema = schema(source, reading.get(), options.get());
    schema.ifPresent(resolved -> check(source, reading.get(), options.get(), resolved));
    return schema
        .map(
            resolved ->
                new Planned(
                    Optional.of(
                        new PlanNode.SourceNode(
                            source.id(),
                            connector.get().type(),
                            options.get(),
                            resolved,
                            resolved,
                            source.eventTime(),
                            reading.get().bounded(options.get()),
                            reading.get().identity(options.get()),
                            onError)),
                    output(source, resolved)))
        .orElse(Planned.NOTHING);
  }

  private Planned broken(SourceDefinition source, boolean schemaLost) {
    Optional<RecordSchema> schema = source.schema().filter(written -> !schemaLost);
    schema.ifPresent(written -> checkEventTime(source, written));
    return schema.map(written -> Planned.broken(output(source, written))).orElse(Planned.NOTHING);
  }

  /** An event time that could not be read is one. */
  private List<Edge> output(SourceDefinition source, RecordSchema schema) {
    boolean eventTime =
        source.eventTime().isPresent()
            || gaps.touches(Pointers.child(source.pointer(), "eventTime"));
    return List.of(new Edge(source.id(), schema, new ChangeMode.Append(), eventTime));
  }

  private void unknownType(SourceDefinition source, boolean known) {
    String pointer = Pointers.child(source.pointer(), "sourceType");
    if (gaps.covers(pointer)) {
      return;
    }
    diagnostics.error(
        ErrorCode.UNKNOWN_CONNECTOR,
        pointer,
        known
            ? "'" + source.type() + "' can be written to, but not read from"
            : "unknown sourceType '" + source.type() + "'",
        NearestName.hint(source.type(), context.connectors().sourceTypes()));
  }

  private Optional<ConnectorOptions> options(SourceDefinition source, SourceConnector reading) {
    return new OptionsReader(source.pointer(), gaps, reading, parameters, context, diagnostics)
        .read(
            source.connectionString(), source.batchSize(), source.pollInterval(), source.options());
  }

  private Optional<RecordSchema> schema(
      SourceDefinition source, SourceConnector reading, ConnectorOptions options) {
    if (source.schema().isPresent()) {
      return source.schema();
    }
    Optional<RecordSchema> fixed = reading.fixedSchema(options);
    if (fixed.isPresent()) {
      return fixed;
    }
    return new SchemaSampling(
            source.id(), source.type(), source.pointer(), context.sampleMode(), diagnostics)
        .schema(() -> reading.sample(options, context.policy()));
  }

  private void check(
      SourceDefinition source,
      SourceConnector reading,
      ConnectorOptions options,
      RecordSchema schema) {
    checkEventTime(source, schema);
    reading.validateSchema(
        new SourceContext(pipelineId, source.id(), options, context.policy(), schema, schema),
        source.pointer(),
        diagnostics);
  }

  private void checkEventTime(SourceDefinition source, RecordSchema schema) {
    String pointer = Pointers.child(Pointers.child(source.pointer(), "eventTime"), "field");
    if (source.eventTime().isEmpty() || gaps.covers(pointer)) {
      return;
    }
    EventTime eventTime = source.eventTime().get();
    Optional<FieldType> type = schema.field(eventTime.field()).map(Field::type);
    if (type.isEmpty()) {
      diagnostics.error(
          ErrorCode.UNKNOWN_FIELD,
          pointer,
          "unknown field '" + eventTime.field() + "'",
          NearestName.hint(eventTime.field(), schema.names()));
    } else if (!(type.get() instanceof FieldType.Scalar scalar)
        || (scalar.kind() != ScalarKind.TIMESTAMP && scalar.kind() != ScalarKind.TIMESTAMP_LTZ)) {
      diagnostics.error(
          ErrorCode.INVALID_VALUE,
          pointer,
          "the event time field '" + eventTime.field() + "' is " + type.get() + ", not a time",
          "declare it as TIMESTAMP(3) or TIMESTAMP_LTZ(3) in the schema");
    }
  }
}
