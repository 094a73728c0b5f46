package io.dataflow.connector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Formats, folders, globs, compression and watching, as definitions write them. */
class FileFormatsITCase {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir Path folder;

  @Test
  void aFolderOfJsonLinesIntoCompressedText(@InjectMiniCluster MiniCluster cluster)
      throws Exception {
    write("in/a.json", "{\"name\": \"å\", \"n\": 1, \"more\": true}\n{\"n\": 2}\n");
    write("in/b.json.gz", "{\"n\": 3, \"name\": \"b\"}\n");
    write("in/_c.json", "{\"n\": 4, \"name\": \"unfinished\"}\n");
    JobExecutionResult result =
        cluster.executeJobBlocking(
            compile(
                """
                "connectionString": "FOLDER/in", "options": {"format": "json"},
                "schema": {"name": "STRING", "n": "INT NOT NULL"}
                """,
                "{\"text\": \"COALESCE(name, 'none') || CAST(n AS STRING)\"}",
                "\"format\": \"text\", \"compression\": \"gzip\""));
    assertThat(WrittenFiles.lines(folder.resolve("out")))
        .containsExactlyInAnyOrder("å1", "none2", "b3");
    Long unknown = result.getAccumulatorResult("source/fieldsUnknown");
    assertThat(unknown).isEqualTo(1);
  }

  @Test
  void aGlobOverFoldersOfTextIntoCsv(@InjectMiniCluster MiniCluster cluster) throws Exception {
    write("in/2024/a.log", "x, y\nz\n");
    write("in/2025/01/b.log.gz", "\"q\"\n");
    write("in/2025/c.txt", "no\n");
    cluster.executeJobBlocking(
        compile(
            "\"connectionString\": \"FOLDER/in/**.log*\"", "[\"line\"]", "\"format\": \"csv\""));
    assertThat(WrittenFiles.lines(folder.resolve("out")))
        .containsExactlyInAnyOrder("line", "\"x, y\"", "z", "\"\"\"q\"\"\"");
  }

  @Test
  void tabsIntoJson(@InjectMiniCluster MiniCluster cluster) throws Exception {
    write("in.tsv", "a\tb\textra\n1\t2024-01-02\t\n2\t\t\n");
    JobExecutionResult result =
        cluster.executeJobBlocking(
            compile(
                "\"connectionString\": \"FOLDER/in.tsv\", \"schema\": {\"b\": \"DATE\", \"a\": \"INT\"}",
                "[\"a\", \"b\"]",
                "\"format\": \"json\""));
    assertThat(WrittenFiles.lines(folder.resolve("out")))
        .containsExactly("{\"a\":1,\"b\":\"2024-01-02\"}", "{\"a\":2,\"b\":null}");
    Long unknown = result.getAccumulatorResult("source/fieldsUnknown");
    assertThat(unknown).isEqualTo(2);
  }

  /** Watches a folder that is empty at first, and a table that changes. */
  @Test
  void newFilesAreReadAndAChangedTableIsReadAgain(@InjectMiniCluster MiniCluster cluster)
      throws Exception {
    Files.createDirectory(folder.resolve("in"));
    write("table.csv", "id,word\n1,old\n");
    JobGraph job =
        TestingDefinitions.with(Map.of())
            .compile(
                """
                {"name": "Watching",
                 "source": {"sourceType": "file", "connectionString": "FOLDER/in",
                            "pollIntervalMs": 50, "options": {"format": "csv", "watch": true},
                            "schema": {"id": "INT", "file": "STRING"}},
                 "transforms": [
                   {"transformType": "enrich",
                    "config": {"lookup": {"type": "file", "path": "FOLDER/table.csv"},
                               "on": ["id"], "cache": {"ttl": "50ms"}}}],
                 "sink": {"sinkType": "file", "connectionString": "FOLDER/out",
                          "options": {"format": "csv", "has-header": false}},
                 "settings": {"checkpointInterval": "100ms"}}
                """
                    .replace("FOLDER", folder.toString()));
    cluster.submitJob(job).get(1, TimeUnit.MINUTES);

    assertThat(written("first")).isEqualTo("1,first,old");
    write("table.csv", "id,word\n1,newer\n");
    int tries = 0;
    String found = "old";
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!found.endsWith("newer") && System.nanoTime() < deadline) {
      found = written("next" + ++tries);
    }

    assertThat(found).isEqualTo("1,next" + tries + ",newer");
    assertThat(WrittenFiles.lines(folder.resolve("out"))).hasSize(tries + 1);
    cluster.cancelJob(job.getJobID()).get(1, TimeUnit.MINUTES);
  }

  /** Puts a file of one record into the folder and waits for what becomes of it. */
  private String written(String name) throws IOException {
    write("in/" + name + ".csv", "id,file\n1," + name + "\n");
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      List<String> lines = WrittenFiles.lines(folder.resolve("out"));
      for (String line : lines) {
        if (line.contains("," + name + ",")) {
          return line;
        }
      }
      LockSupport.parkNanos(10_000_000);
    }
    throw new AssertionError("nothing came of " + name);
  }

  private JobGraph compile(String source, String fields, String sinkOptions) {
    return TestingDefinitions.with(Map.of())
        .compile(
            """
            {"name": "Formats",
             "source": {"sourceType": "file", %s},
             "transforms": [{"transformType": "select", "config": {"fields": %s}}],
             "sink": {"sinkType": "file", "connectionString": "FOLDER/out", "options": {%s}}}
            """
                .formatted(source, fields, sinkOptions)
                .replace("FOLDER", folder.toString()));
  }

  /** Writes beside its place and moves it there, so that nobody sees half of it. */
  private void write(String name, String content) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    Path unfinished = path.resolveSibling("." + path.getFileName());
    try (OutputStream file = Files.newOutputStream(unfinished);
        OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(file) : file) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
    Files.move(
        unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
