package io.dataflow.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code kill -9}, and every row is there once. */
@ExtendWith(SystemStack.Extension.class)
class KillITCase {
  private final SystemStack stack;
  private final RestClient api;

  KillITCase(SystemStack stack) {
    this.stack = stack;
    this.api = stack.api();
  }

  @AfterEach
  void neverTwoJobsOfOnePipeline() {
    stack.flinkProxy().passAll();
    assertThat(stack.watch().violations()).isEmpty();
  }

  private Orders start(String id) throws Exception {
    Orders orders = Orders.write(stack.folder(id), Scale.ofThisRun());
    api.put(id, orders.definition(id));
    api.command(id, "start");
    return orders;
  }

  private void completes(String id, Orders orders) throws Exception {
    api.awaitStatus(id, "completed");
    Orders.Rows rows = orders.read(orders.output());
    assertThat(rows.exactlyOnce()).as("%s", rows).isTrue();
  }

  private Orders startUntilTheMiddle(String id) throws Exception {
    Orders orders = start(id);
    orders.awaitCommitted(2);
    return orders;
  }

  @Test
  void theServiceBetweenStartAndRunning() throws Exception {
    Orders orders = start("service-killed");
    stack.parts().service().kill9();
    stack.parts().service().startAndAwait();
    completes("service-killed", orders);
  }

  @Test
  void theTaskManager() throws Exception {
    Orders orders = startUntilTheMiddle("taskmanager-killed");
    stack.parts().taskManager().kill9();
    stack.parts().taskManager().startAndAwait();
    completes("taskmanager-killed", orders);
  }

  @Test
  void theJobManager() throws Exception {
    Orders orders = startUntilTheMiddle("jobmanager-killed");
    stack.parts().jobManager().kill9();
    stack.parts().jobManager().startAndAwait();
    completes("jobmanager-killed", orders);
    assertThat(api.count("jobmanager-killed", "attempt-planned")).isEqualTo(2);
  }

  @Test
  void everything() throws Exception {
    Orders orders = startUntilTheMiddle("all-killed");
    stack.parts().kill9();
    stack.start();
    completes("all-killed", orders);
  }

  /** Jobs go on, commands are refused with a time to come back, and all recovers by itself. */
  @Test
  void cassandra() throws Exception {
    Orders orders = startUntilTheMiddle("cassandra-killed");
    stack.parts().cassandra().kill9();
    int before = Orders.committed(orders.output()).size();
    RestClient.Reply refused =
        Await.until(
            "a refusal",
            () -> api.send("POST", "/api/v1/pipelines/cassandra-killed/pause", ""),
            reply -> reply.status() == 503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(refused.body().path("retryable").asBoolean()).isTrue();
    assertThat(api.get("/health/live").status()).isEqualTo(200);
    orders.awaitCommitted(before + 1);
    stack.parts().cassandra().startAndAwait();
    completes("cassandra-killed", orders);
    api.put("cassandra-back", WalkITCase.generated("Back"));
  }

  /** The job runs and nobody has recorded that it was accepted. */
  @Test
  void serviceAndJobManagerBetweenSubmissionAndItsRecord() throws Exception {
    CountDownLatch held = stack.flinkProxy().holdAnswersTo("POST /v1/jobs ");
    Orders orders = start("unrecorded");
    assertThat(held.await(2, TimeUnit.MINUTES)).isTrue();
    String job =
        Await.until(
                "the plan",
                () -> api.details("unrecorded"),
                seen -> seen.path("attempt").has("jobId"))
            .path("attempt")
            .path("jobId")
            .asText();
    Await.until("two checkpoints of " + job, () -> newestCheckpoint(job) >= 2);
    stack.parts().service().kill9();
    stack.parts().jobManager().kill9();
    long reached = newestCheckpoint(job);
    assertThat(orders.read(orders.output()).missing()).isPositive();

    stack.flinkProxy().passAll();
    stack.start();
    completes("unrecorded", orders);
    JsonNode attempt = api.details("unrecorded").path("attempt");
    assertThat(attempt.path("jobId").asText()).isNotEqualTo(job);
    assertThat(attempt.path("restorePoint").path("path").asText()).contains(job);
    assertThat(reached).isGreaterThanOrEqualTo(2);
  }

  private long newestCheckpoint(String job) throws Exception {
    Path folder = stack.parts().settings().layout().checkpoints().resolve(job);
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("chk-"))
          .filter(file -> Files.exists(file.resolve("_metadata")))
          .mapToLong(file -> Long.parseLong(file.getFileName().toString().substring(4)))
          .max()
          .orElse(0);
    }
  }

  @Test
  void aJobThatEndedWithoutTheServiceIsCompleted() throws Exception {
    Orders orders = startUntilTheMiddle("ended-unseen");
    stack.parts().service().kill9();
    awaitArchived("ended-unseen");
    stack.start();
    completes("ended-unseen", orders);
    assertThat(stack.watch().jobsOf("ended-unseen")).hasSize(1);
  }

  @Test
  void aJobWhoseJobManagerDiedAfterItsEndIsCompleted() throws Exception {
    Orders orders = startUntilTheMiddle("ended-forgotten");
    stack.parts().service().kill9();
    awaitArchived("ended-forgotten");
    stack.parts().jobManager().kill9();
    stack.start();
    completes("ended-forgotten", orders);
    assertThat(stack.watch().jobsOf("ended-forgotten")).hasSize(1);
  }

  /** The end of the only job that was seen of the pipeline is on disk. */
  private void awaitArchived(String id) {
    Path archive = stack.parts().settings().layout().archive();
    Await.until(
        "the archive of " + id,
        () ->
            stack.watch().jobsOf(id).stream().anyMatch(job -> Files.exists(archive.resolve(job))));
  }
}
