package io.dataflow.connector.core.file;

import static io.dataflow.connector.core.TestingContexts.options;
import static io.dataflow.connector.core.TestingContexts.schema;
import static io.dataflow.connector.core.TestingContexts.sink;
import static io.dataflow.connector.core.TestingContexts.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataflow.connector.ConnectorOptions;
import io.dataflow.connector.SinkContext;
import io.dataflow.connector.SourceContext;
import io.dataflow.connector.core.TestingJob;
import io.dataflow.connector.core.TestingJob.Manner;
import io.dataflow.schema.RecordSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FileConnectorITCase {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final FileSourceConnector SOURCE = new FileSourceConnector();
  private static final FileSinkConnector SINK = new FileSinkConnector();
  private static final RecordSchema SCHEMA = schema("id", "BIGINT", "name", "STRING");

  @TempDir Path folder;

  @Test
  void copiesAFolderOfFilesOnceAcrossAFailure() throws Exception {
    Path in = Files.createDirectory(folder.resolve("in"));
    List<String> expected = new ArrayList<>();
    expected.addAll(writeCsv(in.resolve("a.csv"), 0, 10_000));
    expected.addAll(writeCsv(in.resolve("b.csv.gz"), 10_000, 20_000));
    expected.addAll(writeCsv(in.resolve("c.csv"), 20_000, 25_000));
    writeCsv(in.resolve("_unfinished.csv"), 90_000, 90_100);
    Path out = folder.resolve("out");

    JobClient job =
        start(configuration(), in + "/*.csv*", out, Map.of("format", "csv"), Manner.FAILING);
    job.getJobExecutionResult().get(2, TimeUnit.MINUTES);

    assertThat(TestingJob.hasFailed()).isTrue();
    assertThat(recordsBelow(out, true)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void resumesExactlyFromASavepoint() throws Exception {
    Path in = folder.resolve("in.csv.gz");
    List<String> expected = writeCsv(in, 0, 60_000);
    Path out = folder.resolve("out");
    Map<String, String> json = Map.of("format", "json", "compression", "gzip");

    JobClient first = start(configuration(), in.toString(), out, json, Manner.SLOW);
    TestingJob.awaitRunning();
    String savepoint =
        first
            .stopWithSavepoint(
                false, folder.resolve("savepoints").toString(), SavepointFormatType.CANONICAL)
            .get(1, TimeUnit.MINUTES);
    first.getJobExecutionResult().get(1, TimeUnit.MINUTES);
    int before = recordsBelow(out, false).size();
    assertThat(before).isBetween(TestingJob.CATCH_AT, 59_999);

    Configuration restored = configuration();
    restored.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    start(restored, in.toString(), out, json, Manner.FAST)
        .getJobExecutionResult()
        .get(1, TimeUnit.MINUTES);

    List<String> found = recordsBelow(out, false);
    assertThat(found).hasSameSizeAs(expected).doesNotHaveDuplicates();
    assertThat(TestingJob.seen()).isEqualTo(60_000 - before);
    // Line numbers go on, too: the last line of the file is the one that cannot be read.
    assertThat(found)
        .filteredOn(line -> line.startsWith("bad"))
        .containsExactly("bad file:" + in + "#line=60001");
  }

  @Test
  void aMissingFileFailsTheJobWithItsName() {
    Path in = folder.resolve("none.csv");
    Configuration once = configuration();
    once.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    assertThatThrownBy(
            () ->
                start(
                        once,
                        in.toString(),
                        folder.resolve("out"),
                        Map.of("format", "csv"),
                        Manner.FAST)
                    .getJobExecutionResult()
                    .get(1, TimeUnit.MINUTES))
        .hasStackTraceContaining("there is no '" + in + "' on this machine");
  }

  @Test
  void aWrongHeaderEndsTheJobWithoutRestarts() throws Exception {
    Path in = folder.resolve("in.csv");
    Files.writeString(in, "id,nome\n1,x\n");
    assertThatThrownBy(
            () ->
                start(
                        configuration(),
                        in.toString(),
                        folder.resolve("out"),
                        Map.of("format", "csv"),
                        Manner.FAST)
                    .getJobExecutionResult()
                    .get(1, TimeUnit.MINUTES))
        .hasStackTraceContaining("there is no column 'name'")
        .hasStackTraceContaining("SuppressRestartsException");
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, 2);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
    return configuration;
  }

  private static JobClient start(
      Configuration configuration,
      String in,
      Path out,
      Map<String, String> sinkOptions,
      Manner manner)
      throws Exception {
    ConnectorOptions from = options(SOURCE.options(), in, Map.of());
    ConnectorOptions to = options(SINK.options(), out.toString(), sinkOptions);
    SourceContext sourceContext = source(from, SCHEMA);
    SinkContext sinkContext = sink(to, SCHEMA);
    return TestingJob.start(configuration, SOURCE, sourceContext, SINK, sinkContext, manner);
  }

  /** Writes records, the last of which cannot be read; what a copy as csv holds. */
  private static List<String> writeCsv(Path path, int from, int to) throws IOException {
    List<String> lines = new ArrayList<>();
    try (OutputStream file = Files.newOutputStream(path);
        OutputStream out = path.toString().endsWith(".gz") ? new GZIPOutputStream(file) : file) {
      StringBuilder content = new StringBuilder("name,id\n");
      for (int i = from; i < to - 1; i++) {
        content.append("\"n, ").append(i).append("\",").append(i).append('\n');
        lines.add(i + ",\"n, " + i + "\"");
      }
      content.append("x,y\n");
      lines.add("bad file:" + path + "#line=" + (to - from + 1));
      out.write(content.toString().getBytes(StandardCharsets.UTF_8));
    }
    return lines;
  }

  private static List<String> recordsBelow(Path out, boolean header) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(out)) {
      // A failure leaves unfinished files behind; their names begin with a dot.
      for (Path file :
          files.filter(file -> !file.getFileName().toString().startsWith(".")).toList()) {
        String name = file.getFileName().toString();
        assertThat(name).matches("part-[0-9a-f-]+-[0-9]+\\.(csv|json\\.gz)");
        List<String> read = read(file);
        if (header) {
          assertThat(read.get(0)).isEqualTo("id,name");
        }
        lines.addAll(header ? read.subList(1, read.size()) : read);
      }
    }
    return lines;
  }

  private static List<String> read(Path file) throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
