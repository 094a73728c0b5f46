package io.dataflow.benchmark.nexmark.sql;

import io.dataflow.benchmark.nexmark.event.EventFormat;
import io.dataflow.benchmark.nexmark.worker.Contestant;
import io.dataflow.benchmark.nexmark.worker.JobRequest;
import io.dataflow.benchmark.nexmark.worker.JobSetup;
import io.dataflow.benchmark.nexmark.worker.NotSupportedException;
import io.dataflow.benchmark.nexmark.worker.SinkMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.TableDescriptor;
import org.apache.flink.table.api.bridge.java.StreamStatementSet;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/** The SQL jobs, in bounded streaming mode. */
public final class FlinkSql implements Contestant {
  private static final Map<String, String> COLUMNS =
      Map.of(
          "bid",
          "auction BIGINT, bidder BIGINT, price BIGINT, channel STRING, url STRING,"
              + " dateTime TIMESTAMP(3), extra STRING",
          "auction",
          "id BIGINT, itemName STRING, description STRING, initialBid BIGINT, reserve BIGINT,"
              + " dateTime TIMESTAMP(3), expires TIMESTAMP(3), seller BIGINT, category BIGINT,"
              + " extra STRING",
          "person",
          "id BIGINT, name STRING, emailAddress STRING, creditCard STRING, city STRING,"
              + " state STRING, dateTime TIMESTAMP(3), extra STRING");

  /** The queries whose tables have a watermark; it would only slow down the others. */
  private static final Set<String> TIMED = Set.of("q5", "q7", "q8", "q11", "q18", "hop");

  @Override
  public JobGraph jobGraph(JobRequest request) throws IOException, NotSupportedException {
    StreamExecutionEnvironment environment =
        new StreamExecutionEnvironment(JobSetup.configuration(request.parallelism()));
    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
    tables.getConfig().set("table.local-time-zone", "UTC");
    COLUMNS.keySet().forEach(kind -> tables.executeSql(table(kind, request)));
    tables.executeSql(sideInput(request));
    tables.createTemporarySystemFunction("count_char", CountCharacters.class);
    Table result = tables.sqlQuery(text(request.query()));
    StreamStatementSet statements = tables.createStatementSet();
    statements.add(result.insertInto(sink(result, request)));
    statements.attachAsDataStream();
    return environment.getStreamGraph().getJobGraph();
  }

  private static String text(String query) throws IOException, NotSupportedException {
    try (InputStream in = FlinkSql.class.getResourceAsStream(query + ".sql")) {
      if (in == null) {
        throw new NotSupportedException(query + " cannot be written in Flink SQL");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String table(String kind, JobRequest request) {
    boolean csv = request.format() == EventFormat.CSV;
    // Flink's csv format cannot skip a header.
    Path file = csv ? request.data().resolve("headless/" + kind + ".csv") : request.file(kind);
    String watermark =
        TIMED.contains(request.query())
            ? ", WATERMARK FOR dateTime AS dateTime - INTERVAL '"
                + JobSetup.OUT_OF_ORDERNESS.toSeconds()
                + "' SECOND"
            : "";
    return "CREATE TEMPORARY TABLE "
        + kind
        + " ("
        + COLUMNS.get(kind)
        + ", procTime AS PROCTIME()"
        + watermark
        + ") WITH ('connector' = 'filesystem', 'path' = '"
        + file.toUri()
        + "', 'format' = '"
        + request.format().extension()
        + "')";
  }

  private static String sideInput(JobRequest request) {
    return "CREATE TEMPORARY TABLE side_input (`key` BIGINT, `value` STRING) WITH ('connector' = '"
        + SideInputTableFactory.TYPE
        + "', 'path' = '"
        + request.data().resolve("side-input.csv")
        + "')";
  }

  private static TableDescriptor sink(Table result, JobRequest request) {
    Schema schema =
        Schema.newBuilder().fromRowDataType(result.getResolvedSchema().toSinkRowDataType()).build();
    if (request.sink() == SinkMode.FILE) {
      return TableDescriptor.forConnector("filesystem")
          .schema(schema)
          .option("path", request.output().toUri().toString())
          .format("csv")
          .build();
    }
    return TableDescriptor.forConnector(ResultTableFactory.TYPE)
        .schema(schema)
        .option(ResultTableFactory.FOLDER, request.output().toString())
        .option(ResultTableFactory.MODE, request.sink().name())
        .build();
  }
}
