package io.dataflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.launcher.stack.LocalStack;
import io.dataflow.launcher.stack.ServerProcess;
import io.dataflow.launcher.stack.StackSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real servers, in a folder whose name has a blank; here, where their lib folders are built.
 */
class LocalStackITCase {

  @TempDir Path folder;

  @Test
  void partsStartAnswerDieAndComeBack() throws Exception {
    StackSettings settings = StackSettings.forTests(folder.resolve("with blank"));
    try (LocalStack stack = LocalStack.open(settings)) {
      stack.startServers();

      assertThat(get(stack.flinkUrl().resolve("/overview"))).contains("\"slots-available\":32");
      assertThat(get(stack.flinkUrl().resolve("/jobmanager/config")))
          .contains("with blank/data/flink/checkpoints");
      assertThat(get(stack.jobManager().metricsUrl())).contains("flink_jobmanager_");
      assertThat(get(stack.taskManager().metricsUrl())).contains("flink_taskmanager_");

      long dead = stack.cassandra().pid().orElseThrow();
      stack.cassandra().kill9();
      assertThat(ProcessHandle.of(dead).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(stack.cassandra().isReady()).isFalse();
      stack.cassandra().startAndAwait();
      assertThat(stack.cassandra().pid().orElseThrow()).isNotEqualTo(dead);

      stack.taskManager().kill9();
      stack.taskManager().startAndAwait();
      // The slots of the one that was killed are gone: nothing can be started on them.
      assertThat(get(stack.flinkUrl().resolve("/overview")))
          .contains("\"taskmanagers\":1,", "\"slots-available\":32");
      stack.jobManager().kill9();
      assertThat(stack.taskManager().isReady()).isFalse();
      stack.jobManager().startAndAwait();
      stack.taskManager().awaitReady(Duration.ofMinutes(2));

      LocalStack seenFromOutside = LocalStack.open(settings);
      assertThat(seenFromOutside.jobManager().pid()).isEqualTo(stack.jobManager().pid());

      Optional<Long> ending = seenFromOutside.taskManager().pid();
      stack.taskManager().kill9();
      seenFromOutside.taskManager().awaitReady(Duration.ofMinutes(2));
      assertThat(seenFromOutside.taskManager().pid()).isPresent().isNotEqualTo(ending);
      seenFromOutside.taskManager().stop();

      stack.stop();
      for (ServerProcess part : stack.parts()) {
        assertThat(part.isAlive()).as(part.name()).isFalse();
      }
      assertThat(settings.layout().run()).isDirectoryNotContaining("glob:**.pid");
    }
  }

  private static String get(URI uri) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
