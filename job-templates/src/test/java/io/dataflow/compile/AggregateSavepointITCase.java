package io.dataflow.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.record.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An aggregate that was edited goes on from a savepoint, call by call by what each means. */
class AggregateSavepointITCase {
  private static final String DEFINITION =
      """
      name: savepoint
      source:
        sourceType: rows
        connectionString: aggregate-in
        schema: {k: STRING, v: BIGINT, w: BIGINT, ts: TIMESTAMP(3)}
        eventTime: {field: ts, maxOutOfOrderness: 0s}
        options: {bounded: %s}
      transforms:
        - {id: g, transformType: aggregate, config: {groupBy: [k], aggregations: {%s}%s}}
      sink: {sinkType: collect, connectionString: aggregate-out, options: {updates: "true"}}
      """;

  private static final String BEFORE = "s: SUM(v), c: COUNT(*), gone: MIN(v), all: MAX(k)";
  private static final String AFTER = "c: COUNT(*), added: MAX(v), s: SUM(w), all: MAX(k)";

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  @Timeout(120)
  void groupsGoOn(String backend) throws Exception {
    List<Row> rows = new ArrayList<>(List.of(row(1, 10, 1_000), row(2, 20, 2_000)));
    String last = edited(backend, "", rows, row(4, 40, 3_000), "\"s\":3,\"c\":2,\"gone\":1");
    assertThat(last)
        .isEqualTo("{\"op\":\"+U\",\"k\":\"a\",\"c\":3,\"added\":4,\"s\":40,\"all\":\"a\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hashmap", "rocksdb"})
  @Timeout(120)
  void windowsGoOn(String backend) throws Exception {
    List<Row> rows =
        new ArrayList<>(
            List.of(
                row(1, 10, 1_000),
                TestingRowsSource.watermark(1_500),
                row(2, 20, 11_000),
                TestingRowsSource.watermark(10_000)));
    String last =
        edited(
            backend,
            ", window: {type: hop, size: 20s, slide: 10s}, onLate: skip",
            rows,
            row(4, 40, 12_000),
            "\"s\":1,\"c\":1,\"gone\":1");
    assertThat(last)
        .isEqualTo(
            "{\"op\":\"+I\",\"k\":\"a\",\"c\":2,\"added\":4,\"s\":40,\"all\":\"a\","
                + "\"window_start\":\"1970-01-01T00:00:10.000\",\"window_end\":\"1970-01-01T00:00:30.000\"}");
  }

  private static Row row(long v, long w, long ts) {
    return Row.of("a", v, w, ts);
  }

  /** The last result of the edited job, which reads one row more. */
  private String edited(String backend, String window, List<Row> rows, Row more, String firstShows)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, backend);
    TestingCluster cluster = new TestingCluster(configuration);
    try {
      Queue<String> written = new ConcurrentLinkedQueue<>();
      TestingCollectConnector.WRITTEN.put("aggregate-out", written);
      TestingRowsConnector.ROWS.put("aggregate-in", List.copyOf(rows));
      JobGraph first = compile("false", BEFORE, window, Optional.empty());
      cluster.submit(first);
      cluster.await(
          first.getJobID(), () -> written.stream().anyMatch(result -> result.contains(firstShows)));
      String savepoint = cluster.stopWithSavepoint(first.getJobID(), directory.toUri().toString());
      rows.add(more);
      TestingRowsConnector.ROWS.put("aggregate-in", List.copyOf(rows));
      JobResult result = cluster.run(compile("true", AFTER, window, Optional.of(savepoint)));
      assertThat(result.getSerializedThrowable()).isEmpty();
      return List.copyOf(written).get(written.size() - 1);
    } finally {
      cluster.stop();
    }
  }

  private static JobGraph compile(
      String bounded, String aggregations, String window, Optional<String> restorePath) {
    String calls = aggregations.replaceAll("(\\w+): ([A-Z]+\\(.\\))", "$1: \"$2\"");
    return TestingPipelines.compiler()
        .compile(
            TestingPipelines.plan(DEFINITION.formatted(bounded, calls, window)),
            TestingPipelines.job(restorePath));
  }
}
