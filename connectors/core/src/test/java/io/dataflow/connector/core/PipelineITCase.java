package io.dataflow.connector.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataflow.pipeline.codec.DefinitionWriter;
import io.dataflow.plan.PlanResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A definition's whole way: read, planned with an inferred schema, compiled, run. */
class PipelineITCase {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir Path folder;

  @Test
  void filtersAFileIntoFilesAndSetsBadRecordsAside(@InjectMiniCluster MiniCluster cluster)
      throws Exception {
    Files.writeString(
        folder.resolve("orders.csv"),
        """
        id,status,amount,zip
        1,active,150.5,01067
        2,active,50,80331
        3,closed,500,10115
        4,active
        5,active,100.5,"20,095"
        """);
    run(
        cluster,
        """
        {"name": "Orders above 100",
         "source": {"sourceType": "file", "connectionString": "FOLDER/orders.csv"},
         "transforms": [
           {"transformType": "filter",
            "config": {"expression": "status = 'active' AND amount > 100"}}],
         "sink": {"sinkType": "file", "connectionString": "FOLDER/out",
                  "options": {"format": "csv"}},
         "deadLetter": {"sinkType": "file", "connectionString": "FOLDER/bad",
                        "options": {"format": "json"}}}
        """);
    assertThat(lines("out"))
        .containsExactly(
            "id,status,amount,zip", "1,active,150.5,01067", "5,active,100.5,\"20,095\"");
    assertThat(lines("bad"))
        .singleElement()
        .asString()
        .contains("#line=5\"", "the record has 2 values, the columns are 4");
  }

  @Test
  void generatesRecordsIntoJson(@InjectMiniCluster MiniCluster cluster) throws Exception {
    run(
        cluster,
        """
        {"name": "Generated",
         "source": {"sourceType": "datagen", "connectionString": "",
                    "options": {"recordType": "order", "total-records": 500}},
         "transforms": [
           {"transformType": "filter", "config": {"expression": "quantity > 0"}}],
         "sink": {"sinkType": "file", "connectionString": "FOLDER/out",
                  "options": {"format": "json"}},
         "settings": {"parallelism": 2}}
        """);
    assertThat(lines("out")).hasSize(500).doesNotHaveDuplicates();
  }

  @Test
  void looksThingsUpInAFile(@InjectMiniCluster MiniCluster cluster) throws Exception {
    Files.writeString(folder.resolve("in.csv"), "id,airport\n1,ARN\n2,XXX\n3,FRA\n");
    Files.createDirectory(folder.resolve("airports"));
    Files.writeString(folder.resolve("airports/a.csv"), "code,city,runways\nARN,Stockholm,3\n");
    Files.writeString(folder.resolve("airports/b.csv"), "code,city,runways\nFRA,Frankfurt,4\n");
    run(cluster, enriching("airports", "\"format\": \"csv\""));
    assertThat(lines("out"))
        .containsExactly(
            "{\"id\":1,\"airport\":\"ARN\",\"city\":\"Stockholm\",\"runways\":3}",
            "{\"id\":2,\"airport\":\"XXX\",\"city\":null,\"runways\":null}",
            "{\"id\":3,\"airport\":\"FRA\",\"city\":\"Frankfurt\",\"runways\":4}");
  }

  @Test
  void theInferredSchemaOfATableIsPartOfTheDefinition() throws Exception {
    Files.writeString(folder.resolve("in.csv"), "id,airport\n1,ARN\n");
    Files.writeString(folder.resolve("t.json"), "{\"code\": \"ARN\", \"city\": \"Stockholm\"}\n");
    PlanResult planned =
        TestingDefinitions.with(Map.of())
            .plan(enriching("t.json", "\"format\": \"json\"").replace("FOLDER", "" + folder));
    assertThat(DefinitionWriter.write(planned.resolved()).at("/transforms/0/config/lookup/schema"))
        .hasToString("{\"code\":\"STRING\",\"city\":\"STRING\"}");
    assertThat(planned.diagnostics().toString())
        .contains("the schema of 'e's table' was inferred from 1 record");
  }

  @Test
  void aTableThatCannotBeReadEndsTheJob(@InjectMiniCluster MiniCluster cluster) throws Exception {
    Files.writeString(folder.resolve("in.csv"), "id,airport\n1,ARN\n");
    Files.writeString(
        folder.resolve("t.csv"), "code,city,runways\nARN,Stockholm,3\nFRA,Frankfurt,x\n");
    String document =
        enriching(
            "t.csv",
            "\"schema\": {\"code\": \"STRING\", \"city\": \"STRING\", \"runways\": \"INT\"}");
    assertThatThrownBy(() -> run(cluster, document))
        .hasStackTraceContaining("SuppressRestartsException")
        .hasStackTraceContaining(
            "the table of step 'e': at file:" + folder + "/t.csv#line=3: 'x' is no INT");
  }

  private static String enriching(String table, String more) {
    return """
        {"name": "Airports",
         "source": {"sourceType": "file", "connectionString": "FOLDER/in.csv"},
         "transforms": [
           {"id": "e", "transformType": "enrich",
            "config": {"lookup": {"type": "file", "path": "FOLDER/%s", %s},
                       "on": {"airport": "code"}}}],
         "sink": {"sinkType": "file", "connectionString": "FOLDER/out",
                  "options": {"format": "json"}}}
        """
        .formatted(table, more);
  }

  private void run(MiniCluster cluster, String document) throws Exception {
    cluster.executeJobBlocking(
        TestingDefinitions.with(Map.of()).compile(document.replace("FOLDER", folder.toString())));
  }

  private List<String> lines(String name) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      for (Path file : files.sorted().toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }
}
