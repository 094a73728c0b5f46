package io.dataflow.compile;

import io.dataflow.connector.Connector;
import io.dataflow.connector.ConnectorOptions;
import io.dataflow.connector.OptionDeclaration;
import io.dataflow.connector.OptionType;
import io.dataflow.connector.RowEncoder;
import io.dataflow.connector.SinkConnector;
import io.dataflow.connector.SinkContext;
import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import io.dataflow.function.json.RowJson;
import io.dataflow.pipeline.DeliveryGuarantee;
import io.dataflow.record.Row;
import io.dataflow.schema.RecordSchema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Collects what reaches it, as JSON, under the name that the connection string gives. With {@code
 * encode} the run in front of it makes the JSON, and cannot encode the text {@code unencodable}.
 */
final class TestingCollectConnector implements Connector, SinkConnector {
  /** What was written by name, by the tasks of a MiniCluster in this JVM. */
  static final Map<String, Queue<String>> WRITTEN = new ConcurrentHashMap<>();

  /** The same as rows; those that come encoded hold the bytes. */
  static final Map<String, Queue<Row>> ROWS = new ConcurrentHashMap<>();

  @Override
  public String type() {
    return "collect";
  }

  @Override
  public String description() {
    return "Rows that a test looks at";
  }

  @Override
  public Optional<SinkConnector> sink() {
    return Optional.of(this);
  }

  @Override
  public List<OptionDeclaration> options() {
    return List.of(
        OptionDeclaration.optional("encode", OptionType.BOOLEAN, "false", "Takes bytes"),
        OptionDeclaration.optional(
            "updates", OptionType.BOOLEAN, "false", "Takes updates, and shows each row's kind"),
        OptionDeclaration.choice(
            "guarantee",
            "exactly-once",
            List.of("exactly-once", "effectively-once", "at-least-once"),
            "What it says that it gives"));
  }

  @Override
  public String connectionStringMeaning() {
    return "the name of the rows";
  }

  @Override
  public DeliveryGuarantee guarantee(ConnectorOptions options) {
    return DeliveryGuarantee.of(options.get("guarantee")).orElseThrow();
  }

  @Override
  public boolean acceptsUpdates(ConnectorOptions options) {
    return options.getBoolean("updates");
  }

  @Override
  public String identity(ConnectorOptions options) {
    return "collect/" + options.connectionString();
  }

  @Override
  public Optional<RowEncoder> encoder(SinkContext context) {
    return context.options().getBoolean("encode")
        ? Optional.of(new JsonEncoder(context.schema()))
        : Optional.empty();
  }

  @Override
  public Sink<Row> build(SinkContext context) {
    return new CollectingSink(
        context.options().connectionString(),
        context.options().getBoolean("encode") ? null : context.schema(),
        context.options().getBoolean("updates"));
  }

  private record JsonEncoder(RecordSchema schema) implements RowEncoder {
    @Override
    public byte[] encode(Row row) {
      String json = RowJson.of(schema, row.values());
      if (json.contains("unencodable")) {
        throw new DataException(ErrorCode.ENCODE_ERROR, "the text 'unencodable' has no encoding");
      }
      return json.getBytes(StandardCharsets.UTF_8);
    }
  }

  private record CollectingSink(String name, RecordSchema schema, boolean updates)
      implements Sink<Row> {
    @Override
    @SuppressWarnings("deprecation") // abstract in 1.20, so it must be here
    public SinkWriter<Row> createWriter(InitContext context) {
      throw new UnsupportedOperationException("Flink calls the other one");
    }

    @Override
    public SinkWriter<Row> createWriter(WriterInitContext context) {
      Queue<String> written = WRITTEN.computeIfAbsent(name, key -> new ConcurrentLinkedQueue<>());
      Queue<Row> rows = ROWS.computeIfAbsent(name, key -> new ConcurrentLinkedQueue<>());
      return new SinkWriter<>() {
        @Override
        public void write(Row row, Context ofRow) {
          rows.add(new Row(row.kind(), row.values().clone()));
          String json =
              schema == null
                  ? new String((byte[]) row.get(0), StandardCharsets.UTF_8)
                  : RowJson.of(schema, row.values());
          written.add(
              updates ? "{\"op\":\"" + row.kind().text() + "\"," + json.substring(1) : json);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
      };
    }
  }
}
