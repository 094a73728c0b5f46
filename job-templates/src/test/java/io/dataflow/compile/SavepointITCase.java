package io.dataflow.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.record.Row;
import java.nio.file.Path;
import java.util.ArrayList;
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

class SavepointITCase {
  private static final String DEFINITION =
      """
      name: savepoint
      source:
        sourceType: rows
        connectionString: savepoint-in
        schema: {id: INT}
        options: {bounded: %s}
      transforms:
        - {id: some, transformType: filter, config: {expression: "id > 0"}}
      %s
      sink: {sinkType: collect, connectionString: savepoint-out}
      """;

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
  void anAddedMapKeepsThePositions() throws Exception {
    List<Row> rows = new ArrayList<>(List.of(Row.of(1), Row.of(2)));
    TestingRowsConnector.ROWS.put("savepoint-in", List.copyOf(rows));
    Queue<String> written = new ConcurrentLinkedQueue<>();
    TestingCollectConnector.WRITTEN.put("savepoint-out", written);
    JobGraph first = compile("false", "", Optional.empty());
    cluster.submit(first);
    cluster.await(first.getJobID(), () -> written.size() == 2);
    String savepoint = cluster.stopWithSavepoint(first.getJobID(), directory.toUri().toString());

    rows.add(Row.of(3));
    TestingRowsConnector.ROWS.put("savepoint-in", List.copyOf(rows));
    JobGraph second =
        compile(
            "true",
            "  - {id: twice, transformType: map, config: {set: {id: id * 2}}}",
            Optional.of(savepoint));
    JobResult result = cluster.run(second);

    assertThat(result.getSerializedThrowable()).isEmpty();
    assertThat(written).containsExactly("{\"id\":1}", "{\"id\":2}", "{\"id\":6}");
  }

  private static JobGraph compile(String bounded, String step, Optional<String> restorePath) {
    return TestingPipelines.compiler()
        .compile(
            TestingPipelines.plan(DEFINITION.formatted(bounded, step)),
            TestingPipelines.job(restorePath));
  }
}
