package io.dataflow.benchmark.nexmark.pipeline;

import io.dataflow.benchmark.nexmark.result.Change;
import io.dataflow.benchmark.nexmark.result.ResultFormat;
import io.dataflow.benchmark.nexmark.result.ResultLine;
import io.dataflow.benchmark.nexmark.result.ResultSink;
import io.dataflow.benchmark.nexmark.worker.SinkMode;
import io.dataflow.connector.Connector;
import io.dataflow.connector.ConnectorOptions;
import io.dataflow.connector.OptionDeclaration;
import io.dataflow.connector.OptionType;
import io.dataflow.connector.SinkConnector;
import io.dataflow.connector.SinkContext;
import io.dataflow.pipeline.DeliveryGuarantee;
import io.dataflow.record.Row;
import io.dataflow.record.RowKind;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;

/** The benchmark's sink for DataFlow's definitions. */
public final class ResultConnector implements Connector, SinkConnector {
  static final String TYPE = "benchmark-result";
  static final String COLUMNS = "columns";
  private static final String MODE = "mode";

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public String description() {
    return "Counts rows, or writes them as canonical text";
  }

  @Override
  public Optional<SinkConnector> sink() {
    return Optional.of(this);
  }

  @Override
  public List<OptionDeclaration> options() {
    return List.of(
        OptionDeclaration.required(MODE, OptionType.STRING, "COUNT or COMPARE"),
        OptionDeclaration.required(
            COLUMNS, OptionType.STRING, "the fields of the canonical text, in order"));
  }

  @Override
  public String connectionStringMeaning() {
    return "a folder";
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
    return options.connectionString();
  }

  @Override
  public Sink<Row> build(SinkContext context) {
    Path folder = Path.of(context.options().connectionString());
    if (SinkMode.valueOf(context.options().get(MODE)) == SinkMode.COUNT) {
      return ResultSink.counting(folder);
    }
    int[] positions =
        Arrays.stream(context.options().get(COLUMNS).split(","))
            .mapToInt(column -> position(context, column))
            .toArray();
    return ResultSink.writing(folder, new RowFormat(positions));
  }

  private static int position(SinkContext context, String column) {
    int position = context.schema().indexOf(column);
    if (position < 0) {
      throw new IllegalArgumentException(
          "the result has no field '" + column + "': " + context.schema());
    }
    return position;
  }

  private static final class RowFormat implements ResultFormat<Row> {
    private static final long serialVersionUID = 1L;

    private final int[] positions;

    RowFormat(int[] positions) {
      this.positions = positions;
    }

    @Override
    public Change change(Row row) {
      return row.kind() == RowKind.INSERT || row.kind() == RowKind.UPDATE_AFTER
          ? Change.PUT
          : Change.REMOVE;
    }

    @Override
    public void format(Row row, ResultLine line) {
      for (int position : positions) {
        Object value = row.get(position);
        if (value instanceof Long number) {
          line.add(number);
        } else if (value instanceof Integer number) {
          line.add(number);
        } else if (value instanceof BigDecimal number) {
          line.add(number);
        } else if (value == null || value instanceof String) {
          line.add((String) value);
        } else {
          throw new IllegalArgumentException("no canonical text for a " + value.getClass());
        }
      }
    }
  }
}
