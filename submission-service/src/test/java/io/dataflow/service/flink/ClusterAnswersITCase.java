package io.dataflow.service.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dataflow.error.ErrorClass;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that a healthy Flink does not give, from a server that only pretends. */
class ClusterAnswersITCase {

  private static final String JOB = "0123456789abcdef0123456789abcdef";
  private static final int CUT = 0;

  @TempDir Path folder;

  private HttpServer server;
  private FlinkRestCluster cluster;
  private int status = 200;
  private String body = "{}";
  private String configuration = "[]";

  @BeforeEach
  void start() throws IOException {
    configuration = option("execution.checkpointing.dir", folder.toUri().toString());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, status, body));
    server.createContext(
        "/jobmanager/config", exchange -> answer(exchange, 200, "[" + configuration + "]"));
    server.start();
    cluster =
        new FlinkRestCluster(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            new TestingGraphs(),
            InstantSource.system());
  }

  @AfterEach
  void stop() {
    cluster.close();
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500|DuplicateJobSubmissionException: Job has already been submitted.|Duplicate",
        "500|java.util.concurrent.TimeoutException: Invocation of submitJob timed out|Unanswered",
        "500|org.apache.pekko.pattern.AskTimeoutException: Ask timed out|Unanswered",
        "503|Service temporarily unavailable due to an ongoing leader election|NotSent",
        "500|java.io.InvalidClassException: io.dataflow.runtime.X; incompatible|Refused",
        "400|Bad request|Refused",
        "0|cut|Unanswered"
      })
  void submissions(int answered, String error, String expected) {
    status = answered;
    body =
        "{\"errors\":[\"Internal server error.\",\"<Exception on server side:\\n" + error + "\"]}";

    SubmitAnswer answer = submit();

    assertThat(answer.getClass().getSimpleName()).isEqualTo(expected);
    if (answer instanceof SubmitAnswer.Refused refused && error.contains("Invalid")) {
      assertThat(refused.cause().errorClass()).isEqualTo(ErrorClass.INTERNAL);
    }
  }

  @Test
  void classesOfAnotherWireFormatAreRefusedUnsent() {
    configuration += "," + option("dataflow.wire-format", "999");

    assertThat(submit())
        .isInstanceOfSatisfying(
            SubmitAnswer.Refused.class,
            refused -> assertThat(refused.cause().message()).contains("wire format 999"));
  }

  @ParameterizedTest
  @ValueSource(ints = {CUT, 500, 503, 302})
  void noAnswerIsNeverAnAbsentJob(int answered) {
    status = answered;

    assertThatThrownBy(cluster::jobs).isInstanceOf(ClusterUnavailableException.class);
    assertThatThrownBy(() -> cluster.job(JOB)).isInstanceOf(ClusterUnavailableException.class);
    assertThatThrownBy(() -> cluster.accumulators(JOB))
        .isInstanceOf(ClusterUnavailableException.class);
    assertThatThrownBy(() -> cluster.savepointStatus(JOB, JOB))
        .isInstanceOf(ClusterUnavailableException.class);
    assertThatThrownBy(() -> cluster.cancel(JOB)).isInstanceOf(ClusterUnavailableException.class);
    assertThatThrownBy(() -> cluster.stopWithSavepoint(JOB, JOB, "file:/tmp", false))
        .isInstanceOf(ClusterUnavailableException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>login</html>", "", "{}", "{\"jobs\":null}", "[]"})
  void anotherServersAnswerIsNoEmptyListOfJobs(String text) {
    body = text;

    assertThatThrownBy(cluster::jobs).isInstanceOf(ClusterUnavailableException.class);
  }

  @Test
  void clusterWithoutCheckpointDirectoryIsNamed() {
    configuration = "";

    assertThatThrownBy(cluster::settings).hasMessageContaining("execution.checkpointing.dir");
  }

  @Test
  void savepointOfAStopWhoseJobFailedAfterwardsIsComplete() throws Exception {
    body =
        "{\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"failure-cause\":{\"stack-trace\":"
            + "\"org.apache.flink.util.SerializedThrowable: A savepoint has been created at:"
            + " file:/sp/savepoint-1, but the corresponding job 12 failed during stopping. The"
            + " savepoint is consistent\"}}}";

    assertThat(cluster.savepointStatus(JOB, JOB))
        .isEqualTo(new SavepointStatus.Completed("file:/sp/savepoint-1"));
  }

  @Test
  void anotherFolderThanTheJobManagersIsNoticed() throws Exception {
    body =
        "{\"request-id\":\"1\",\"status\":{\"id\":\"COMPLETED\"},\"operation\":{\"failure-cause\":"
            + "{\"stack-trace\":\"java.io.FileNotFoundException: Cannot find checkpoint\"}}}";

    assertThat(cluster.checkpointStoreProblem().orElseThrow())
        .contains("both must see the same folder")
        .contains("Cannot find checkpoint");
  }

  private SubmitAnswer submit() {
    return cluster.submit(
        new JobSubmission(JOB, new JobName("i", "p", 1, 1), "10", Optional.empty(), false));
  }

  private static String option(String key, String value) {
    return "{\"key\":\"" + key + "\",\"value\":\"" + value + "\"}";
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getRequestBody().readAllBytes();
    if (status != CUT) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }
}
