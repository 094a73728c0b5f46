package io.dataflow.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkConfTest {

  @TempDir Path folder;

  @Test
  void ownLinesReplaceSharedOnesAndEveryKeyAppearsOnce() throws Exception {
    Path home = folder.resolve("it's a home");
    StackSettings settings = settings(home).withFlink("heartbeat.timeout", "1234");
    new FlinkConf(settings).write();
    List<String> lines = Files.readAllLines(home.resolve("conf/generated/flink/config.yaml"));

    assertThat(lines)
        .contains(
            "heartbeat.interval: 5000",
            "heartbeat.timeout: '1234'",
            "rest.port: '20001'",
            "execution.checkpointing.dir: 'file://"
                + home.toString().replace("'", "''")
                + "/data/flink/checkpoints'")
        .filteredOn(line -> !line.isBlank() && !line.startsWith("#"))
        .extracting(line -> line.split(":", 2)[0])
        .doesNotHaveDuplicates();
  }

  @Test
  void nothingListensBeyondLoopback() throws Exception {
    new FlinkConf(settings(folder)).write();
    assertThat(Files.readAllLines(folder.resolve("conf/generated/flink/config.yaml")))
        .contains(
            "jobmanager.bind-host: '127.0.0.1'",
            "taskmanager.bind-host: '127.0.0.1'",
            "rest.bind-address: '127.0.0.1'")
        .anyMatch(line -> line.contains("LoopbackPrometheusReporterFactory"))
        .noneMatch(line -> line.contains(".PrometheusReporterFactory"));
  }

  private static StackSettings settings(Path home) {
    return new StackSettings(
        new StackLayout(home),
        StackLibraries.ofCheckout(Path.of(System.getProperty("dataflow.root"))),
        StackPorts.from(20_000),
        StackMemory.small(),
        Map.of(),
        Map.of(),
        true,
        true);
  }
}
