package io.dataflow.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dataflow.launcher.stack.LocalStack;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many pipelines: none is started by its past, none is lost with the instance that drove it. */
@ExtendWith(SystemStack.Extension.class)
class HistoryITCase {
  private final SystemStack stack;
  private final RestClient api;

  HistoryITCase(SystemStack stack) {
    this.stack = stack;
    this.api = stack.api();
  }

  @AfterEach
  void neverTwoJobsOfOnePipeline() {
    assertThat(stack.watch().violations()).isEmpty();
  }

  @Test
  void aPastOfFiftyPipelinesStartsNothing() throws Exception {
    List<String> ids = IntStream.range(0, 50).mapToObj(i -> "old-" + i).toList();
    for (int from = 0; from < ids.size(); from += 10) {
      List<String> ten = ids.subList(from, from + 10);
      for (String id : ten) {
        api.put(id, WalkITCase.generated(id));
        api.command(id, "start");
      }
      for (String id : ten) {
        api.awaitStatus(id, "running");
        api.command(id, "stop");
      }
      for (String id : ten) {
        api.awaitStatus(id, "stopped");
      }
    }
    List<Integer> heads = new ArrayList<>();
    for (String id : ids) {
      heads.add(api.events(id).size());
    }
    stack.parts().service().kill9();
    stack.parts().service().startAndAwait();
    // Started after the restart, and so after everything that the restart did with the past.
    for (int i = 0; i < 3; i++) {
      String later = "later-" + i;
      api.put(later, WalkITCase.generated(later));
      api.command(later, "start");
      api.awaitStatus(later, "running");
      api.command(later, "stop");
      api.awaitStatus(later, "stopped");
    }
    for (int i = 0; i < ids.size(); i++) {
      assertThat(api.details(ids.get(i)).path("status").asText()).isEqualTo("stopped");
      assertThat(api.events(ids.get(i))).hasSize(heads.get(i));
      assertThat(stack.watch().jobsOf(ids.get(i))).hasSize(1);
    }
  }

  @Test
  void ofTwoInstancesOneCarriesOn() throws Exception {
    LocalStack other = stack.furtherService();
    other.service().startAndAwait();
    RestClient second = new RestClient(other.service().url());
    List<String> ids = IntStream.range(0, 20).mapToObj(i -> "shared-" + i).toList();
    for (int i = 0; i < ids.size(); i++) {
      RestClient one = i % 2 == 0 ? api : second;
      one.put(ids.get(i), WalkITCase.generated(ids.get(i)));
      one.command(ids.get(i), "start");
    }
    for (String id : ids) {
      second.awaitStatus(id, "running");
    }

    stack.parts().service().kill9();
    long killed = System.nanoTime();
    for (String id : ids) {
      second.command(id, "pause");
    }
    for (String id : ids) {
      second.awaitStatus(id, "paused");
    }
    System.out.printf("carried on after %d ms%n", (System.nanoTime() - killed) / 1_000_000);
    for (String id : ids) {
      second.command(id, "resume");
    }
    stack.parts().service().startAndAwait();
    for (String id : ids) {
      api.awaitStatus(id, "running");
      api.command(id, "stop");
    }
    for (String id : ids) {
      JsonNode details = second.awaitStatus(id, "stopped");
      assertThat(details.path("attempt").path("number").asInt()).as("%s", details).isEqualTo(2);
      assertThat(stack.watch().jobsOf(id)).hasSize(2);
    }
    other.service().stop();
  }
}
