package io.dataflow.service.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.connector.ConnectorRegistry;
import io.dataflow.expression.ExpressionCompiler;
import io.dataflow.expression.FunctionRegistry;
import io.dataflow.launcher.stack.LocalStack;
import io.dataflow.launcher.stack.StackSettings;
import io.dataflow.plan.PlannerContext;
import io.dataflow.plan.SampleMode;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a JobManager and a TaskManager of their own, and what happens when they die. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FlinkRestClusterITCase extends FlinkClusterContract {

  private static final long POLL_NANOS = 50_000_000;

  @TempDir static Path folder;

  private static LocalStack stack;
  private static FlinkRestCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    stack =
        LocalStack.open(
            StackSettings.forTests(folder.resolve("with blank"))
                .withFlink("heartbeat.interval", "1000")
                .withFlink("heartbeat.timeout", "6000"));
    stack.startFlink();
    cluster = new FlinkRestCluster(stack.flinkUrl(), context(), InstantSource.system());
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
    stack.close();
  }

  @Override
  FlinkCluster cluster() {
    return cluster;
  }

  @Override
  String unbounded() {
    return definition("", "");
  }

  @Override
  String tenRecords() {
    return definition("\"total-records\": \"10\",", "");
  }

  @Override
  String failing() {
    return definition("", "\"failing\": \"CAST(word AS BIGINT)\"");
  }

  @Override
  String notCompiling() {
    return definition("", "\"wrong\": \"no_such_field + 1\"");
  }

  @Override
  String keyed(String field) {
    return definition("", "")
        .replace(
            "\"transforms\": [",
            "\"transforms\": [{\"id\": \"once\", \"transformType\": \"deduplicate\", "
                + "\"config\": {\"keys\": [\""
                + field
                + "\"], \"keep\": \"first\"}}, ");
  }

  private static String definition(String option, String field) {
    return """
        {
          "name": "Contract",
          "source": {
            "sourceType": "test",
            "options": {%s "records-per-second": "200"},
            "schema": {"id": "BIGINT NOT NULL", "word": "STRING"}
          },
          "transforms": [{"transformType": "map", "config": {"set": {%s}}}],
          "sink": {"sinkType": "console"},
          "settings": {"checkpointInterval": "500ms"}
        }
        """
        .formatted(option, field.isEmpty() ? "\"twice\": \"id * 2\"" : field);
  }

  private static PlannerContext context() {
    return new PlannerContext(
        ConnectorRegistry.load(FlinkRestClusterITCase.class.getClassLoader()),
        new ExpressionCompiler(FunctionRegistry.standard()),
        ConnectorPolicy.UNRESTRICTED,
        Map.of(),
        SampleMode.STATIC,
        false);
  }

  @Override
  void await(Callable<Boolean> condition) throws Exception {
    for (int i = 0; i < 1200 && !condition.call(); i++) {
      LockSupport.parkNanos(POLL_NANOS);
    }
    assertThat(condition.call()).isTrue();
  }

  @Test
  void heartbeatTimeoutIsReadFromTheCluster() throws Exception {
    assertThat(cluster.settings().heartbeatTimeout()).hasSeconds(6);
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void deadJobManagerIsUnreachableThenEmptyAndItsTasksShowAsSlots() throws Exception {
    JobSubmission submission = submission(1, unbounded(), Optional.empty());
    cluster.submit(submission);
    awaitRunning(1);
    await(() -> !cluster.retainedCheckpoints(jobId(1)).isEmpty());

    stack.jobManager().kill9();

    assertThatThrownBy(cluster::jobs).isInstanceOf(ClusterUnavailableException.class);
    assertThatThrownBy(() -> cluster.job(jobId(1))).isInstanceOf(ClusterUnavailableException.class);
    assertThat(cluster.submit(submission(2, unbounded(), Optional.empty())))
        .isInstanceOf(SubmitAnswer.NotSent.class);

    stack.jobManager().startAndAwait();
    await(() -> cluster.capacity().taskManagers() == 1);

    assertThat(cluster.jobs()).isEmpty();
    assertThat(cluster.jobsHoldingSlots()).contains(jobId(1));
    await(() -> !cluster.jobsHoldingSlots().contains(jobId(1)));
    assertThat(cluster.archivedJob(jobId(1))).isEmpty();
    var retained = cluster.retainedCheckpoints(jobId(1));
    assertThat(retained).isNotEmpty();
    cluster.submit(
        submission(2, unbounded(), Optional.of(retained.get(retained.size() - 1).path())));
    awaitRunning(2);
  }
}
