package io.dataflow.trial;

import io.dataflow.connector.Connector;
import io.dataflow.connector.ConnectorOptions;
import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.connector.ConnectorRegistry;
import io.dataflow.connector.ConnectorSide;
import io.dataflow.connector.LookupConnector;
import io.dataflow.connector.OptionDeclaration;
import io.dataflow.connector.RowEncoder;
import io.dataflow.connector.SinkConnector;
import io.dataflow.connector.SinkContext;
import io.dataflow.connector.SourceConnector;
import io.dataflow.connector.SourceContext;
import io.dataflow.error.Diagnostics;
import io.dataflow.pipeline.DeliveryGuarantee;
import io.dataflow.record.Row;
import io.dataflow.schema.RecordSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;

/**
 * The connectors of this installation as a trial uses them: options are declared and checked as
 * ever, but sources give the trial's rows and nothing is written anywhere.
 */
final class TrialConnectors {
  /** A sink that takes anything, for looking at the edges of a plan. */
  static final String TAP = "trial-tap";

  private final Map<String, List<String>> rows;
  private final String directory;
  private final int limit;

  /**
   * @param rows source id to what it gives
   * @param directory where sinks leave what reached them
   * @param limit how many rows each sink keeps
   */
  TrialConnectors(Map<String, List<String>> rows, String directory, int limit) {
    this.rows = rows;
    this.directory = directory;
    this.limit = limit;
  }

  ConnectorRegistry over(ConnectorRegistry real) {
    List<Connector> connectors =
        new ArrayList<>(
            real.all().stream()
                .<Connector>map(connector -> new Replaced(connector, this))
                .toList());
    connectors.add(new Tap(this));
    return new ConnectorRegistry(connectors);
  }

  private Source<Row, ?, ?> source(SourceContext context) {
    List<String> given = rows.getOrDefault(context.sourceId(), List.of());
    return new TrialSource(new TrialRows(given, context.projectedSchema()));
  }

  private Sink<Row> sink(SinkContext context, boolean encoded) {
    RecordSchema schema = context.schema();
    return new TrialSink(context.sinkId(), schema, encoded, directory, limit);
  }

  private record Replaced(Connector real, TrialConnectors trial) implements Connector {
    @Override
    public String type() {
      return real.type();
    }

    @Override
    public Set<String> aliases() {
      return real.aliases();
    }

    @Override
    public String description() {
      return real.description();
    }

    @Override
    public Optional<SourceConnector> source() {
      return real.source().map(source -> new ReplacedSource(source, trial));
    }

    @Override
    public Optional<SinkConnector> sink() {
      return real.sink().map(sink -> new ReplacedSink(sink, trial));
    }

    /** The table itself: what a definition looks up is a part of it. */
    @Override
    public Optional<LookupConnector> lookup() {
      return real.lookup();
    }
  }

  /** Takes what the real one takes. */
  private interface ReplacedSide extends ConnectorSide {
    ConnectorSide real();

    @Override
    default List<OptionDeclaration> options() {
      return real().options();
    }

    @Override
    default String connectionStringMeaning() {
      return real().connectionStringMeaning();
    }

    @Override
    default void validate(
        ConnectorOptions options, String pointer, ConnectorPolicy policy, Diagnostics diagnostics) {
      real().validate(options, pointer, policy, diagnostics);
    }
  }

  private record ReplacedSource(SourceConnector real, TrialConnectors trial)
      implements ReplacedSide, SourceConnector {
    @Override
    public Optional<RecordSchema> fixedSchema(ConnectorOptions options) {
      return real.fixedSchema(options);
    }

    @Override
    public boolean bounded(ConnectorOptions options) {
      return true;
    }

    @Override
    public String identity(ConnectorOptions options) {
      return real.identity(options);
    }

    @Override
    public void validateSchema(SourceContext context, String pointer, Diagnostics diagnostics) {
      real.validateSchema(context, pointer, diagnostics);
    }

    @Override
    public Source<Row, ?, ?> build(SourceContext context) {
      return trial.source(context);
    }
  }

  private record ReplacedSink(SinkConnector real, TrialConnectors trial)
      implements ReplacedSide, SinkConnector {
    @Override
    public DeliveryGuarantee guarantee(ConnectorOptions options) {
      return real.guarantee(options);
    }

    @Override
    public boolean acceptsUpdates(ConnectorOptions options) {
      return real.acceptsUpdates(options);
    }

    @Override
    public String identity(ConnectorOptions options) {
      return real.identity(options);
    }

    @Override
    public void validateSchema(SinkContext context, String pointer, Diagnostics diagnostics) {
      real.validateSchema(context, pointer, diagnostics);
    }

    @Override
    public Optional<RowEncoder> encoder(SinkContext context) {
      return real.encoder(context).map(encoder -> new TrialEncoder(encoder, context.schema()));
    }

    @Override
    public Sink<Row> build(SinkContext context) {
      return trial.sink(context, real.encoder(context).isPresent());
    }
  }

  private record Tap(TrialConnectors trial) implements Connector, SinkConnector {
    @Override
    public String type() {
      return TAP;
    }

    @Override
    public String description() {
      return "What a step hands on, in a trial";
    }

    @Override
    public Optional<SinkConnector> sink() {
      return Optional.of(this);
    }

    @Override
    public DeliveryGuarantee guarantee(ConnectorOptions options) {
      return DeliveryGuarantee.EXACTLY_ONCE;
    }

    @Override
    public boolean acceptsUpdates(ConnectorOptions options) {
      return true;
    }

    @Override
    public String identity(ConnectorOptions options) {
      return TAP;
    }

    @Override
    public Sink<Row> build(SinkContext context) {
      return trial.sink(context, false);
    }
  }
}
