package io.dataflow.connector.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Results and dead letters of a job whose task fails between checkpoints. */
class ExactlyOnceITCase {
  private static final int RECORDS = 24_000;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir Path folder;

  @Test
  void everyRecordIsWrittenOnceOrSetAsideOnce(@InjectMiniCluster MiniCluster cluster)
      throws Exception {
    List<String> good = new ArrayList<>();
    List<String> dead = new ArrayList<>();
    write(0, good, dead);
    write(1, good, dead);
    TestingTrapConnector trap = new TestingTrapConnector();

    cluster.executeJobBlocking(TestingDefinitions.with(Map.of(), trap).compile(document()));

    assertThat(TestingTrapConnector.hasFailed()).isTrue();
    assertThat(WrittenFiles.lines(folder.resolve("out"))).containsExactlyInAnyOrderElementsOf(good);
    assertThat(letters()).containsExactlyInAnyOrderElementsOf(dead);
  }

  /** One record in ten cannot be computed, one in a hundred cannot be decoded. */
  private void write(int file, List<String> good, List<String> dead) throws IOException {
    Path path = folder.resolve("in-" + file + ".csv");
    StringBuilder content = new StringBuilder("id,tags\n");
    for (int i = 0; i < RECORDS; i++) {
      int id = file * RECORDS + i;
      String place = "file:" + path + "#line=" + (i + 2);
      if (i % 100 == 7) {
        content.append("x").append(id).append(",a\n");
        dead.add("in DECODE_ERROR " + place);
      } else {
        content.append(id).append(",a b\n");
        if (id % 10 == 3) {
          dead.add("quotient DIVISION_BY_ZERO " + place);
        } else {
          String rest = "\"id\":" + id + ",\"q\":" + 100 / (id % 10 - 3) + "}";
          good.add("{\"tag\":\"a\"," + rest);
          good.add("{\"tag\":\"b\"," + rest);
        }
      }
    }
    Files.writeString(path, content);
  }

  private String document() {
    return """
        {"name": "Exactly once",
         "sources": {
           "in": {"sourceType": "file", "connectionString": "FOLDER/in-*.csv",
                  "schema": {"id": "INT NOT NULL", "tags": "STRING"}}},
         "transforms": [
           {"id": "quotient", "transformType": "map",
            "config": {"set": {"q": "100 / (MOD(id, 10) - 3)"}}},
           {"id": "tags", "transformType": "flatmap",
            "config": {"field": "tags", "as": "tag", "delimiter": " "}},
           {"id": "order", "transformType": "select", "config": {"fields": ["tag", "id", "q"]}}],
         "sinks": {
           "out": {"sinkType": "file", "connectionString": "FOLDER/out", "input": "order",
                   "options": {"format": "json"}},
           "trap": {"sinkType": "trap", "input": "order"}},
         "deadLetter": {"sinkType": "file", "connectionString": "FOLDER/dead",
                        "options": {"format": "json"}},
         "settings": {"parallelism": 2, "checkpointInterval": "100ms"}}
        """
        .replace("FOLDER", folder.toString());
  }

  private List<String> letters() throws IOException {
    List<String> letters = new ArrayList<>();
    for (String line : WrittenFiles.lines(folder.resolve("dead"))) {
      JsonNode letter = new JsonMapper().readTree(line);
      assertThat(letter.get("version").asInt()).isEqualTo(1);
      assertThat(letter.get("raw").isNull()).isNotEqualTo(letter.get("record").isNull());
      letters.add(
          letter.get("step").asText()
              + " "
              + letter.get("code").asText()
              + " "
              + letter.get("position").asText());
    }
    return letters;
  }
}
