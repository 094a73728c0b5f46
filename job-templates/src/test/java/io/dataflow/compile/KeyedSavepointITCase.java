package io.dataflow.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.record.Row;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Steps with state go on from a savepoint with what they remember. */
class KeyedSavepointITCase {
  private static final String DEFINITION =
      """
      name: savepoint
      sources:
        left: {sourceType: rows, connectionString: keyed-left, schema: {k: INT, a: STRING}, options: {bounded: %1$s}}
        right: {sourceType: rows, connectionString: keyed-right, schema: {k: INT, b: STRING}, options: {bounded: %1$s}}
      transforms:
        - {id: pairs, inputs: [left, right], transformType: join, config: {on: [k], type: left, ttl: 1d}}
        - {id: latest, inputs: [left], transformType: deduplicate, config: {keys: [k], keep: last, ttl: 1d}}
        - {id: shown, transformType: filter, config: {expression: "TRUE"}}
        - {id: top, inputs: [left], transformType: topn, config: {partitionBy: [k], orderBy: [a], n: 2, ttl: 1d}}
      %2$s
      sinks:
        joined: {sinkType: collect, connectionString: keyed-joined, input: %3$s, options: {updates: "true"}}
        last: {sinkType: collect, connectionString: keyed-last, input: shown, options: {updates: "true"}}
        first: {sinkType: collect, connectionString: keyed-first, input: top, options: {updates: "true"}}
      """;

  private final Queue<String> joined = written("keyed-joined");
  private final Queue<String> last = written("keyed-last");
  private final Queue<String> first = written("keyed-first");

  private TestingCluster cluster;

  @TempDir private Path directory;

  @BeforeEach
  void start() throws Exception {
    cluster = new TestingCluster();
  }

  @AfterEach
  void stop() throws Exception {
    cluster.stop();
  }

  @Test
  @Timeout(120)
  void restoredStepsGoOn() throws Exception {
    rows("keyed-left", Row.of(1, "x"), Row.of(2, "y"));
    rows("keyed-right", Row.of(2, "q"));
    JobGraph before = compile("false", "", "pairs", Optional.empty());
    cluster.submit(before);
    cluster.await(
        before.getJobID(),
        () -> joined.contains("{\"op\":\"+I\",\"k\":2,\"a\":\"y\",\"b\":\"q\"}"));
    cluster.await(before.getJobID(), () -> last.size() == 2 && first.size() == 2);
    String savepoint = cluster.stopWithSavepoint(before.getJobID(), directory.toUri().toString());
    joined.clear();
    last.clear();
    first.clear();

    rows("keyed-left", Row.of(1, "x"), Row.of(2, "y"), Row.of(2, "a"));
    rows("keyed-right", Row.of(2, "q"), Row.of(1, "p"));
    String step =
        "  - {id: loud, inputs: [pairs], transformType: map, config: {set: {a: UPPER(a)}}}";
    JobResult result = cluster.run(compile("true", step, "loud", Optional.of(savepoint)));

    assertThat(result.getSerializedThrowable()).isEmpty();
    assertThat(joined)
        .containsExactlyInAnyOrder(
            "{\"op\":\"-D\",\"k\":1,\"a\":\"X\",\"b\":null}",
            "{\"op\":\"+I\",\"k\":1,\"a\":\"X\",\"b\":\"p\"}",
            "{\"op\":\"+I\",\"k\":2,\"a\":\"A\",\"b\":\"q\"}");
    assertThat(last)
        .containsExactly(
            "{\"op\":\"-U\",\"k\":2,\"a\":\"y\"}", "{\"op\":\"+U\",\"k\":2,\"a\":\"a\"}");
    assertThat(first)
        .containsExactly(
            "{\"op\":\"+U\",\"k\":2,\"a\":\"a\",\"rank\":1}",
            "{\"op\":\"+I\",\"k\":2,\"a\":\"y\",\"rank\":2}");
  }

  private static JobGraph compile(
      String bounded, String step, String read, Optional<String> restorePath) {
    return TestingPipelines.compiler()
        .compile(
            TestingPipelines.plan(DEFINITION.formatted(bounded, step, read)),
            TestingPipelines.job(restorePath));
  }

  private static void rows(String name, Row... rows) {
    TestingRowsConnector.ROWS.put(name, List.of(rows));
  }

  private static Queue<String> written(String name) {
    Queue<String> queue = new ConcurrentLinkedQueue<>();
    TestingCollectConnector.WRITTEN.put(name, queue);
    return queue;
  }
}
