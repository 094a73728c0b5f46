package io.dataflow.connector.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.compile.JobSettings;
import io.dataflow.compile.PipelineCompiler;
import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.connector.ConnectorRegistry;
import io.dataflow.expression.ExpressionCompiler;
import io.dataflow.expression.FunctionRegistry;
import io.dataflow.pipeline.PipelineDefinition;
import io.dataflow.pipeline.codec.DefinitionReader;
import io.dataflow.pipeline.codec.DefinitionResult;
import io.dataflow.pipeline.codec.DocumentFormat;
import io.dataflow.plan.PlanResult;
import io.dataflow.plan.Planner;
import io.dataflow.plan.PlannerContext;
import io.dataflow.plan.SampleMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
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

  private static final ConnectorRegistry CONNECTORS =
      ConnectorRegistry.load(PipelineITCase.class.getClassLoader());

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

  private void run(MiniCluster cluster, String document) throws Exception {
    byte[] text = document.replace("FOLDER", folder.toString()).getBytes(StandardCharsets.UTF_8);
    DefinitionResult read = DefinitionReader.read(text, DocumentFormat.JSON);
    assertThat(read.diagnostics()).isEmpty();
    PipelineDefinition definition = read.definition().orElseThrow();
    PlanResult planned =
        Planner.plan(
            definition,
            new PlannerContext(
                CONNECTORS,
                new ExpressionCompiler(FunctionRegistry.standard()),
                ConnectorPolicy.UNRESTRICTED,
                Map.of(),
                SampleMode.SAMPLE,
                false));
    assertThat(planned.plan()).as("%s", planned.diagnostics()).isPresent();
    JobSettings settings =
        new JobSettings(
            new JobID(),
            definition.name(),
            "test",
            "p",
            1,
            1,
            Optional.empty(),
            false,
            JobSettings.Defaults.STANDARD);
    cluster.executeJobBlocking(
        new PipelineCompiler(CONNECTORS, ConnectorPolicy.UNRESTRICTED)
            .compile(planned.plan().orElseThrow(), settings));
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
