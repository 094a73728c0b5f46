package io.dataflow.service.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class MetricsPageITCase {
  @Test
  void servesTheMetricsAndNothingElse() throws Exception {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (Telemetry telemetry = new Telemetry();
        MetricsPage page = MetricsPage.start(address, telemetry)) {
      HttpResponse<String> metrics = get(page, "/metrics");
      assertThat(metrics.statusCode()).isEqualTo(200);
      assertThat(metrics.headers().firstValue("Content-Type")).contains(Telemetry.CONTENT_TYPE);
      assertThat(metrics.body()).contains("jvm_memory_used_bytes");
      assertThat(get(page, "/").statusCode()).isEqualTo(404);
    }
  }

  private static HttpResponse<String> get(MetricsPage page, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
