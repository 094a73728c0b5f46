package io.dataflow.plan;

import io.dataflow.connector.Connector;
import io.dataflow.connector.ConnectorOptions;
import io.dataflow.connector.SinkConnector;
import io.dataflow.connector.SinkContext;
import io.dataflow.error.Diagnostics;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.NearestName;
import io.dataflow.error.Pointers;
import io.dataflow.pipeline.DeliveryGuarantee;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.pipeline.Gaps;
import io.dataflow.pipeline.SinkDefinition;
import java.util.Optional;

/** Checks a sink against its connector and the rows that reach it. */
final class SinkPlanner {
  private final String pipelineId;
  private final Gaps gaps;
  private final PlannerContext context;
  private final Parameters parameters;
  private final ErrorPolicies policies;
  private final Optional<DeliveryGuarantee> demanded;
  private final Diagnostics diagnostics;

  SinkPlanner(
      String pipelineId,
      Gaps gaps,
      PlannerContext context,
      Parameters parameters,
      ErrorPolicies policies,
      Optional<DeliveryGuarantee> demanded,
      Diagnostics diagnostics) {
    this.pipelineId = pipelineId;
    this.gaps = gaps;
    this.context = context;
    this.parameters = parameters;
    this.policies = policies;
    this.demanded = demanded;
    this.diagnostics = diagnostics;
  }

  /** The sink; options are checked also where it is not known what reaches it. */
  Optional<PlanNode.SinkNode> plan(SinkDefinition sink, Optional<Edge> input) {
    if (gaps.covers(sink.pointer())) {
      return Optional.empty();
    }
    Optional<Connector> connector = context.connectors().find(sink.type());
    Optional<SinkConnector> writing = connector.flatMap(Connector::sink);
    if (writing.isEmpty()) {
      unknownType(sink, connector.isPresent());
      return Optional.empty();
    }
    Optional<ConnectorOptions> options = options(sink, writing.get());
    if (options.isEmpty()) {
      return Optional.empty();
    }
    DeliveryGuarantee guarantee = writing.get().guarantee(options.get());
    checkGuarantee(sink, guarantee);
    if (input.isEmpty()) {
      // What is wrong with the policy of every sink can be said without the rows.
      policies.resolve(sink.onError(), false, sink.pointer());
      return Optional.empty();
    }
    checkUpdates(sink, writing.get().acceptsUpdates(options.get()), input.get().mode());
    SinkContext sinkContext =
        new SinkContext(
            pipelineId, sink.id(), options.get(), context.policy(), input.get().schema());
    Diagnostics found = new Diagnostics();
    writing.get().validateSchema(sinkContext, sink.pointer(), found);
    diagnostics.addAll(found.all());
    boolean encodes = !found.hasErrors() && writing.get().encoder(sinkContext).isPresent();
    ErrorPolicy onError = policies.resolveSink(sink.onError(), encodes, sink.pointer());
    return Optional.of(
        new PlanNode.SinkNode(
            sink.id(),
            input.get().name(),
            input.get().schema(),
            input.get().mode(),
            connector.get().type(),
            options.get(),
            guarantee,
            writing.get().identity(options.get()),
            onError));
  }

  private void unknownType(SinkDefinition sink, boolean known) {
    String pointer = Pointers.child(sink.pointer(), "sinkType");
    if (gaps.covers(pointer)) {
      return;
    }
    diagnostics.error(
        ErrorCode.UNKNOWN_CONNECTOR,
        pointer,
        known
            ? "'" + sink.type() + "' can be read from, but not written to"
            : "unknown sinkType '" + sink.type() + "'",
        NearestName.hint(sink.type(), context.connectors().sinkTypes()));
  }

  private Optional<ConnectorOptions> options(SinkDefinition sink, SinkConnector writing) {
    return new OptionsReader(sink.pointer(), gaps, writing, parameters, context, diagnostics)
        .read(sink.connectionString(), sink.batchSize(), Optional.empty(), sink.options());
  }

  private void checkGuarantee(SinkDefinition sink, DeliveryGuarantee given) {
    demanded
        .filter(minimum -> given.compareTo(minimum) < 0)
        .ifPresent(
            minimum ->
                diagnostics.error(
                    ErrorCode.DELIVERY_GUARANTEE,
                    sink.pointer(),
                    "sink '"
                        + sink.id()
                        + "' gives "
                        + given.text()
                        + ", but settings.deliveryGuarantee demands "
                        + minimum.text(),
                    "choose another sink, or demand " + given.text()));
  }

  private void checkUpdates(SinkDefinition sink, boolean accepts, ChangeMode mode) {
    if (!accepts && !(mode instanceof ChangeMode.Append)) {
      diagnostics.error(
          ErrorCode.UPDATING_INPUT,
          sink.pointer(),
          "sink '"
              + sink.id()
              + "' only appends, but its input changes earlier results: "
              + mode.text(),
          "use a window, a sink that upserts by that key, or emit: changelog, which adds 'op'");
    }
  }
}
