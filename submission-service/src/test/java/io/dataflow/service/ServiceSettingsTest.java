package io.dataflow.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.dataflow.service.http.AccessToken;
import io.dataflow.service.http.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceSettingsTest {
  private static ServiceSettings read(String hocon) {
    return read(Map.of(), hocon);
  }

  private static ServiceSettings read(Map<String, String> environment, String hocon) {
    return ServiceSettings.of(environment, ConfigFactory.parseString(hocon));
  }

  @Test
  void defaultsAreThoseOfOneMachine() {
    ServiceSettings settings = read("");
    assertThat(settings.http().host()).isEqualTo("127.0.0.1");
    assertThat(settings.http().port()).isEqualTo(8080);
    assertThat(settings.http().advertisedUrl()).isEqualTo("http://127.0.0.1:8080");
    assertThat(settings.metrics().port()).isEqualTo(9095);
    assertThat(settings.cassandra().contactPoints().get(0).getPort()).isEqualTo(9042);
    assertThat(settings.flink().url()).hasToString("http://127.0.0.1:8081");
  }

  @Test
  void theEnvironmentStandsAboveTheFile() {
    ServiceSettings settings =
        read(
            Map.of("API_PORT", "8082", "CASSANDRA_CONTACT_POINTS", "a:1, b"),
            "dataflow.api { port = 8083, request-timeout = 5s }");
    assertThat(settings.http().port()).isEqualTo(8082);
    assertThat(settings.http().requestTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.cassandra().contactPoints()).hasSize(2);
  }

  @Test
  void theDriversOwnBlockIsPassedThrough() {
    assertThat(
            read("datastax-java-driver.advanced.reconnection-policy.max-delay = 60 seconds")
                .cassandra()
                .driver()
                .getString("advanced.reconnection-policy.max-delay"))
        .isEqualTo("60 seconds");
  }

  @Test
  void tokensComeFromTheFileOrTheEnvironment() {
    String hash = AccessToken.hash("s3cret");
    AccessToken expected = new AccessToken("ci", Role.EDITOR, hash);
    assertThat(read("dataflow.api.tokens = [{name: ci, role: editor, sha256: \"" + hash + "\"}]"))
        .satisfies(settings -> assertThat(settings.http().tokens()).containsExactly(expected));
    assertThat(read(Map.of("DATAFLOW_API_TOKENS", "ci:editor:" + hash), "").http().tokens())
        .containsExactly(expected);
    assertThatThrownBy(() -> read(Map.of("DATAFLOW_API_TOKENS", "ci:editor:s3cret"), ""))
        .isInstanceOf(SettingsException.class)
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void secretsCanLieInFiles(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "s3cret\n");
    assertThat(read(Map.of("DATAFLOW_TOKEN_FILE", file.toString()), "").token()).contains("s3cret");
  }

  @Test
  void parametersAreATable() {
    assertThat(read("dataflow.parameters { broker = \"kafka:9092\", n = 3 }").parameters())
        .isEqualTo(Map.of("broker", "kafka:9092", "n", "3"));
    assertThat(read(Map.of("DATAFLOW_PARAMETERS", "a=1, b=x=y"), "").parameters())
        .isEqualTo(Map.of("a", "1", "b", "x=y"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dataflow.api.prot = 1 | did you mean 'dataflow.api.port'?",
        "dataflow.pipeline.max-pipelines = 100 | unknown setting",
        "dataflow.pipeline.default-batch-size = 1000 | 'batchSize' in the definition",
        "pekko.http.server.idle-timeout = 60s | dataflow.api.idle-timeout",
        "pekko.cluster.seed-nodes = [a] | instances find each other through Cassandra",
        "kamon.prometheus.embedded-server.port = 9095 | dataflow.metrics.port",
        "dataflow.api.port = eighty | (API_PORT) is 'eighty'; write a number",
        "dataflow.api.port = 70000 | a number from 0 to 65535",
        "dataflow.api.request-timeout = soon | a duration such as 30s",
        "dataflow.api.host = 0.0.0.0 | dataflow.api.tokens is empty",
        "dataflow.api.host = nowhere.invalid | dataflow.api.tokens is empty",
        "dataflow.flink.url = \"ftp://x\" | write http://host:port",
        "dataflow.log.level = LOUD | TRACE, DEBUG",
        "dataflow.cassandra.contact-points = [\":x\"] | write host:port",
      })
  void whatIsWrongStopsTheStart(String hocon, String said) {
    assertThatThrownBy(() -> read(hocon))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(said);
  }

  @Test
  void everythingUnknownIsSaidAtOnce() {
    assertThatThrownBy(() -> read("dataflow { a = 1, b = 2 }\nkamon.c = 3"))
        .hasMessageContaining("'dataflow.a'")
        .hasMessageContaining("'dataflow.b'")
        .hasMessageContaining("'kamon.c'");
  }
}
