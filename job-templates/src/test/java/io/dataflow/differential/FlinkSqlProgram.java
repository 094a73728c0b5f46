package io.dataflow.differential;

import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.runtime.typeutils.ExternalTypeInfo;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;
import org.apache.flink.table.types.utils.TypeConversions;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.ExceptionUtils;

/** The program of a {@link FlinkSqlProcess}: one MiniCluster, one job a query. */
final class FlinkSqlProgram {
  private final StreamExecutionEnvironment streams;
  private final StreamTableEnvironment tables;

  private FlinkSqlProgram() {
    streams = StreamExecutionEnvironment.getExecutionEnvironment();
    streams.setParallelism(1);
    tables = StreamTableEnvironment.create(streams);
    tables.getConfig().set("table.local-time-zone", "UTC");
    // Behind each row that moves them, not by the clock: the same rows are late each time
    streams.getConfig().setAutoWatermarkInterval(0);
  }

  /** Threads of the cluster keep the JVM alive, so it ends by an exit. */
  public static void main(String[] arguments) {
    int status = 1;
    try {
      run(arguments);
      status = 0;
    } catch (Exception | LinkageError | AssertionError e) {
      System.err.println(ExceptionUtils.stringifyException(e));
    }
    System.exit(status);
  }

  private static void run(String[] arguments) throws Exception {
    SqlRequest request;
    try (ObjectInputStream in =
        new ObjectInputStream(Files.newInputStream(Path.of(arguments[0])))) {
      request = (SqlRequest) in.readObject();
    }
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(new Configuration())
                .setNumSlotsPerTaskManager(1)
                .withRandomPorts()
                .build());
    cluster.start();
    TestStreamEnvironment.setAsContext(cluster, 1);
    FlinkSqlProgram program = new FlinkSqlProgram();
    request.tables().forEach(program::register);
    request.views().forEach(program::view);
    Map<String, SqlAnswer> answers = new LinkedHashMap<>();
    for (SqlQuery query : request.queries()) {
      answers.put(query.name(), program.answer(query));
    }
    try (ObjectOutputStream out =
        new ObjectOutputStream(Files.newOutputStream(Path.of(arguments[1])))) {
      out.writeInt(answers.size());
      for (Map.Entry<String, SqlAnswer> answer : answers.entrySet()) {
        out.writeUTF(answer.getKey());
        out.writeObject(answer.getValue());
      }
    }
  }

  private void register(SqlTable table) {
    DataType type =
        DataTypes.ROW(
                table.schema().fields().stream()
                    .map(field -> DataTypes.FIELD(field.name(), dataType(field.type().toString())))
                    .toArray(DataTypes.Field[]::new))
            .notNull();
    List<Row> rows =
        table.rows().stream().map(row -> ExternalValue.row(table.schema(), row)).toList();
    DataStream<Row> stream = streams.fromData(rows, ExternalTypeInfo.of(type));
    Schema.Builder schema = Schema.newBuilder().fromRowDataType(type);
    if (!table.timeField().isEmpty()) {
      schema.watermark(
          table.timeField(),
          "`%s` - INTERVAL '%d' SECOND".formatted(table.timeField(), table.delaySeconds()));
    }
    tables.createTemporaryView(table.name(), stream, schema.build());
  }

  private static DataType dataType(String text) {
    return TypeConversions.fromLogicalToDataType(
        LogicalTypeParser.parse(text, FlinkSqlProgram.class.getClassLoader()));
  }

  private void view(String name, String text) {
    tables.createTemporaryView(name, tables.sqlQuery(text));
  }

  private SqlAnswer answer(SqlQuery query) {
    Map<String, String> failures = new LinkedHashMap<>();
    if (query.columns().isEmpty()) {
      try {
        return new SqlAnswer(columns(query), failures);
      } catch (Exception | AssertionError e) { // its planner asserts by hand
        failures.put(query.rest(), message(e));
        return new SqlAnswer(List.of(), failures);
      }
    }
    List<String> accepted = new ArrayList<>();
    for (String column : query.columns()) {
      try {
        tables.sqlQuery("SELECT " + column + "\n" + query.rest());
        accepted.add(column);
      } catch (RuntimeException | AssertionError e) {
        failures.put(column, message(e));
      }
    }
    Map<String, List<String>> found = new LinkedHashMap<>();
    run(new SqlQuery(query.name(), accepted, query.rest()), found, failures);
    List<List<String>> columns = new ArrayList<>();
    query.columns().forEach(column -> columns.add(found.get(column)));
    return new SqlAnswer(columns, failures);
  }

  /** Halves a query that fails, until the columns are found that make it fail. */
  private void run(SqlQuery query, Map<String, List<String>> found, Map<String, String> failures) {
    int size = query.columns().size();
    if (size == 0) {
      return;
    }
    try {
      List<List<String>> columns = columns(query);
      for (int i = 0; i < size; i++) {
        found.put(query.columns().get(i), columns.get(i));
      }
    } catch (Exception | AssertionError e) {
      if (size == 1) {
        failures.put(query.columns().get(0), message(e));
        return;
      }
      run(query.part(0, size / 2), found, failures);
      run(query.part(size / 2, size), found, failures);
    }
  }

  private List<List<String>> columns(SqlQuery query) throws Exception {
    Table table = tables.sqlQuery(query.text());
    List<Row> rows = rows(table);
    List<List<String>> columns = new ArrayList<>();
    for (int i = 0; i < table.getResolvedSchema().getColumnCount(); i++) {
      List<String> column = new ArrayList<>();
      for (Row row : rows) {
        column.add(CanonicalText.of(row.getField(i)));
      }
      columns.add(column);
    }
    return columns;
  }

  /** The table that the changes leave. */
  private static List<Row> rows(Table table) throws Exception {
    List<Row> left = new ArrayList<>();
    CloseableIterator<Row> changes = table.execute().collect();
    while (changes.hasNext()) {
      Row row = changes.next();
      RowKind kind = row.getKind();
      row.setKind(RowKind.INSERT);
      if (kind == RowKind.INSERT || kind == RowKind.UPDATE_AFTER) {
        left.add(row);
      } else {
        remove(left, CanonicalText.of(row));
      }
    }
    changes.close();
    return left;
  }

  private static void remove(List<Row> rows, String text) {
    for (int i = rows.size() - 1; i >= 0; i--) {
      if (CanonicalText.of(rows.get(i)).equals(text)) {
        rows.remove(i);
        return;
      }
    }
    throw new IllegalStateException("a row is taken back that was not given: " + text);
  }

  private static String message(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getClass().getSimpleName()
        + ": "
        + String.valueOf(cause.getMessage()).lines().limit(3).collect(Collectors.joining(" "));
  }
}
