package io.dataflow.benchmark.nexmark.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.LookupTableSource;
import org.apache.flink.table.connector.source.lookup.LookupFunctionProvider;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.LookupFunction;

/** Looks up rows of a small csv file, which Flink's filesystem connector cannot. */
public final class SideInputTableFactory implements DynamicTableSourceFactory {
  static final String TYPE = "benchmark-side-input";
  private static final ConfigOption<String> PATH =
      ConfigOptions.key("path").stringType().noDefaultValue();

  @Override
  public String factoryIdentifier() {
    return TYPE;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(PATH);
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of();
  }

  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    return new SideInput(Configuration.fromMap(context.getCatalogTable().getOptions()).get(PATH));
  }

  private record SideInput(String path) implements LookupTableSource {
    @Override
    public LookupRuntimeProvider getLookupRuntimeProvider(LookupContext context) {
      return LookupFunctionProvider.of(new Lookup(path));
    }

    @Override
    public DynamicTableSource copy() {
      return this;
    }

    @Override
    public String asSummaryString() {
      return TYPE;
    }
  }

  /** A {@link LookupFunction} by the first column. */
  public static final class Lookup extends LookupFunction {
    private static final long serialVersionUID = 1L;

    private final String path;
    private transient Map<Long, Collection<RowData>> rows;

    Lookup(String path) {
      this.path = path;
    }

    @Override
    public void open(FunctionContext context) throws IOException {
      rows = new HashMap<>();
      try (BufferedReader reader = Files.newBufferedReader(Path.of(path))) {
        reader.readLine();
        String line;
        while ((line = reader.readLine()) != null) {
          int comma = line.indexOf(',');
          long key = Long.parseLong(line.substring(0, comma));
          StringData value = StringData.fromString(line.substring(comma + 1));
          rows.put(key, List.of(GenericRowData.of(key, value)));
        }
      }
    }

    @Override
    public Collection<RowData> lookup(RowData key) {
      return rows.getOrDefault(key.getLong(0), List.of());
    }
  }
}
