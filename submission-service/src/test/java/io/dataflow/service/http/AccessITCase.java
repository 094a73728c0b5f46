package io.dataflow.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataflow.service.journal.TestingFaults;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Who gets in, and what is answered while nobody else does. */
class AccessITCase {
  private static final String PIPELINES = "/api/v1/pipelines";

  private static HttpSettings with(
      HttpSettings base, String host, int threads, int perSecond, List<AccessToken> tokens) {
    return new HttpSettings(
        host,
        0,
        base.requestTimeout(),
        base.idleTimeout(),
        threads,
        base.maxWaiters(),
        base.maxStreams(),
        base.maxBodySize(),
        base.maxDefinitionSize(),
        perSecond,
        List.of("ops.example"),
        List.of("https://ops.example"),
        tokens,
        base.updateInterval(),
        "http://10.0.0.7:8080");
  }

  private static AccessToken token(String name, Role role) {
    return new AccessToken(name, role, AccessToken.hash(name + "-secret"));
  }

  private static String[] bearer(String name) {
    return new String[] {"Authorization", "Bearer " + name + "-secret"};
  }

  @Test
  void rolesDecideWhatIsAllowed() {
    List<AccessToken> tokens =
        List.of(
            token("vera", Role.VIEWER),
            token("otto", Role.OPERATOR),
            token("edda", Role.EDITOR),
            token("ada", Role.ADMIN));
    // TestingApi reads the OpenAPI document first, which needs a token here.
    try (TestingApi api =
        new TestingApi(base -> with(base, "127.0.0.1", 8, 0, tokens), bearer("vera"))) {
      assertThat(api.get(PIPELINES).status()).isEqualTo(401);
      assertThat(api.get(PIPELINES).header("WWW-Authenticate")).startsWith("Bearer");
      assertThat(api.get(PIPELINES, "Authorization", "Bearer nonsense").status()).isEqualTo(401);
      assertThat(api.get("/health/live").status()).isEqualTo(200);
      assertThat(api.get(PIPELINES, bearer("vera")).status()).isEqualTo(200);

      String definition = LifecycleApiITCase.generated("Orders");
      assertThat(api.put(PIPELINES + "/orders", definition, bearer("otto")).status())
          .isEqualTo(403);
      assertThat(api.put(PIPELINES + "/orders", definition, bearer("edda")).status())
          .isEqualTo(201);
      assertThat(api.post(PIPELINES + "/orders/start", null, bearer("vera")).status())
          .isEqualTo(403);
      assertThat(api.post(PIPELINES + "/orders/start", null, bearer("otto")).status())
          .isEqualTo(202);
      List<String> delete = new ArrayList<>(List.of(bearer("edda")));
      delete.addAll(List.of("If-Match", "*"));
      assertThat(
              api.send(
                      "DELETE", PIPELINES + "/orders", (String) null, delete.toArray(String[]::new))
                  .status())
          .isEqualTo(403);
      assertThat(
              api.get(PIPELINES + "/orders/events", bearer("vera"))
                  .body()
                  .path("events")
                  .get(1)
                  .path("actor")
                  .asText())
          .isEqualTo("otto");
    }
  }

  @Test
  void nobodyListensForOthersWithoutCredentials() {
    assertThatThrownBy(() -> new TestingApi(base -> with(base, "0.0.0.0", 8, 0, List.of())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("dataflow.api.tokens");
  }

  @Test
  void allowedPagesAndHostsGetThrough() {
    try (TestingApi api = new TestingApi(base -> with(base, "127.0.0.1", 8, 0, List.of()))) {
      String head = "POST /api/v1/pipelines/x/start HTTP/1.1\r\nConnection: close\r\n";
      TestingApi.Reply page =
          api.raw(head + "Host: ops.example\r\nOrigin: https://ops.example\r\n\r\n");
      assertThat(page.status()).isEqualTo(404);
      assertThat(page.header("Access-Control-Allow-Origin")).isEqualTo("https://ops.example");
      assertThat(api.raw(head + "Host: 10.0.0.7:8080\r\n\r\n").status()).isEqualTo(404);
      TestingApi.Reply preflight =
          api.raw(
              "OPTIONS /api/v1/pipelines HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                  + "Origin: https://ops.example\r\nAccess-Control-Request-Method: POST\r\n\r\n");
      assertThat(preflight.status()).isEqualTo(204);
      assertThat(preflight.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
      assertThat(preflight.header("Access-Control-Allow-Headers")).contains("If-Match");
    }
  }

  @Test
  void healthIsAnsweredWhileAllThreadsAreBusy() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (TestingApi api = new TestingApi(base -> with(base, "127.0.0.1", 3, 0, List.of()))) {
      api.put(PIPELINES + "/orders", LifecycleApiITCase.generated("Orders"));
      api.faults.plan(
          operation -> {
            blocked.countDown();
            try {
              release.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return TestingFaults.Fault.NONE;
          });
      List<CompletableFuture<TestingApi.Reply>> stuck = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        stuck.add(CompletableFuture.supplyAsync(() -> api.get(PIPELINES + "/orders/why")));
      }
      blocked.await();
      assertThat(api.get("/health/live").status()).isEqualTo(200);
      TestingApi.Reply busy = api.get("/");
      while (busy.status() == 200) {
        busy = api.get("/");
      }
      assertThat(busy.status()).isEqualTo(503);
      assertThat(busy.body().path("code").asText()).isEqualTo("BUSY");
      release.countDown();
      for (CompletableFuture<TestingApi.Reply> reply : stuck) {
        assertThat(reply.join().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void oneAddressCannotTakeEverything() {
    try (TestingApi api = new TestingApi(base -> with(base, "127.0.0.1", 8, 5, List.of()))) {
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        statuses.add(api.get("/").status());
      }
      assertThat(statuses).contains(200, 429);
    }
  }
}
