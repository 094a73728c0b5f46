package io.dataflow.compile;

import io.dataflow.connector.Connector;
import io.dataflow.connector.ConnectorOptions;
import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.connector.OptionDeclaration;
import io.dataflow.connector.OptionType;
import io.dataflow.connector.SchemaSample;
import io.dataflow.connector.SourceConnector;
import io.dataflow.connector.SourceContext;
import io.dataflow.record.Row;
import io.dataflow.schema.RecordSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.Source;

/**
 * Reads rows that a test put under the name that the connection string gives; one split, whose
 * position is checkpointed. Projects as it is told to.
 */
final class TestingRowsConnector implements Connector, SourceConnector {
  /** Rows by name, visible to the tasks of a MiniCluster in this JVM. */
  static final Map<String, List<Row>> ROWS = new ConcurrentHashMap<>();

  private final Optional<SchemaSample> sample;

  TestingRowsConnector() {
    this(null);
  }

  TestingRowsConnector(SchemaSample sample) {
    this.sample = Optional.ofNullable(sample);
  }

  @Override
  public String type() {
    return "rows";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("testing-rows");
  }

  @Override
  public String description() {
    return "Rows that a test gives";
  }

  @Override
  public Optional<SourceConnector> source() {
    return Optional.of(this);
  }

  @Override
  public List<OptionDeclaration> options() {
    return List.of(
        OptionDeclaration.optional("bounded", OptionType.BOOLEAN, "true", "Whether it ends"),
        OptionDeclaration.choice("order", "given", List.of("given", "random"), "The order"),
        OptionDeclaration.optional("delay", OptionType.DURATION, "0", "Not used")
            .withAliases("delayMs"),
        OptionDeclaration.optional("password", OptionType.STRING, null, "Not used").asSecret());
  }

  @Override
  public String connectionStringMeaning() {
    return "the name of the rows";
  }

  @Override
  public boolean bounded(ConnectorOptions options) {
    return options.getBoolean("bounded");
  }

  @Override
  public Optional<SchemaSample> sample(ConnectorOptions options, ConnectorPolicy policy) {
    return sample;
  }

  @Override
  public String identity(ConnectorOptions options) {
    return "rows/" + options.connectionString();
  }

  @Override
  public Source<Row, ?, ?> build(SourceContext context) {
    RecordSchema schema = context.schema();
    int[] projection =
        context.projectedSchema().names().stream().mapToInt(schema::indexOf).toArray();
    return new TestingRowsSource(
        context.options().connectionString(), projection, bounded(context.options()));
  }

  static Row project(Row row, int[] projection) {
    return row.isBad()
        ? row
        : new Row(row.kind(), IntStream.of(projection).mapToObj(row::get).toArray(Object[]::new));
  }
}
