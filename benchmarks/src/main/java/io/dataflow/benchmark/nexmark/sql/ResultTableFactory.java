package io.dataflow.benchmark.nexmark.sql;

import io.dataflow.benchmark.nexmark.result.Change;
import io.dataflow.benchmark.nexmark.result.ResultFormat;
import io.dataflow.benchmark.nexmark.result.ResultLine;
import io.dataflow.benchmark.nexmark.result.ResultSink;
import io.dataflow.benchmark.nexmark.worker.SinkMode;
import java.nio.file.Path;
import java.util.Set;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.SinkV2Provider;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.types.RowKind;

/** The benchmark's sink for SQL. */
public final class ResultTableFactory implements DynamicTableSinkFactory {
  static final String TYPE = "benchmark-result";
  static final ConfigOption<String> FOLDER =
      ConfigOptions.key("folder").stringType().noDefaultValue();
  static final ConfigOption<String> MODE = ConfigOptions.key("mode").stringType().noDefaultValue();

  @Override
  public String factoryIdentifier() {
    return TYPE;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(FOLDER, MODE);
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of();
  }

  @Override
  public DynamicTableSink createDynamicTableSink(DynamicTableFactory.Context context) {
    Configuration options = Configuration.fromMap(context.getCatalogTable().getOptions());
    return new ResultTable(
        options.get(FOLDER),
        SinkMode.valueOf(options.get(MODE)),
        (RowType) context.getPhysicalRowDataType().getLogicalType());
  }

  private record ResultTable(String folder, SinkMode mode, RowType type)
      implements DynamicTableSink {
    /** Like Flink's own blackhole, it can do without the rows that an update replaces. */
    @Override
    public ChangelogMode getChangelogMode(ChangelogMode requested) {
      if (mode == SinkMode.COMPARE) {
        return requested;
      }
      ChangelogMode.Builder builder = ChangelogMode.newBuilder();
      for (RowKind kind : requested.getContainedKinds()) {
        if (kind != RowKind.UPDATE_BEFORE) {
          builder.addContainedKind(kind);
        }
      }
      return builder.build();
    }

    @Override
    public SinkRuntimeProvider getSinkRuntimeProvider(DynamicTableSink.Context context) {
      Sink<RowData> sink =
          mode == SinkMode.COUNT
              ? ResultSink.counting(Path.of(folder))
              : ResultSink.writing(Path.of(folder), new RowDataFormat(type));
      return SinkV2Provider.of(sink);
    }

    @Override
    public DynamicTableSink copy() {
      return this;
    }

    @Override
    public String asSummaryString() {
      return TYPE;
    }
  }

  private static final class RowDataFormat implements ResultFormat<RowData> {
    private static final long serialVersionUID = 1L;

    private final RowType type;

    RowDataFormat(RowType type) {
      this.type = type;
    }

    @Override
    public Change change(RowData row) {
      return row.getRowKind() == RowKind.INSERT || row.getRowKind() == RowKind.UPDATE_AFTER
          ? Change.PUT
          : Change.REMOVE;
    }

    @Override
    public void format(RowData row, ResultLine line) {
      for (int i = 0; i < type.getFieldCount(); i++) {
        LogicalType field = type.getTypeAt(i);
        if (row.isNullAt(i)) {
          line.addNull();
        } else if (field.is(LogicalTypeRoot.BIGINT)) {
          line.add(row.getLong(i));
        } else if (field.is(LogicalTypeRoot.INTEGER)) {
          line.add(row.getInt(i));
        } else if (field instanceof DecimalType decimal) {
          line.add(row.getDecimal(i, decimal.getPrecision(), decimal.getScale()).toBigDecimal());
        } else if (field instanceof TimestampType timestamp) {
          line.add(row.getTimestamp(i, timestamp.getPrecision()).getMillisecond());
        } else {
          line.add(row.getString(i).toString());
        }
      }
    }
  }
}
