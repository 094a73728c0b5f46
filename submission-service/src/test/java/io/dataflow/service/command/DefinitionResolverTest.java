package io.dataflow.service.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.connector.ConnectorRegistry;
import io.dataflow.expression.ExpressionCompiler;
import io.dataflow.expression.FunctionRegistry;
import io.dataflow.pipeline.codec.DocumentFormat;
import io.dataflow.plan.PlannerContext;
import io.dataflow.plan.SampleMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a new version keeps of the one before: schemas that nobody wrote. */
class DefinitionResolverTest {
  private static final String SOURCE_SCHEMA = "/source/schema";
  private static final String TABLE_SCHEMA = "/transforms/0/config/lookup/schema";

  @TempDir Path folder;

  private final DefinitionResolver resolver =
      new DefinitionResolver(
          mode ->
              new PlannerContext(
                  ConnectorRegistry.load(getClass().getClassLoader()),
                  new ExpressionCompiler(FunctionRegistry.standard()),
                  ConnectorPolicy.UNRESTRICTED,
                  Map.of(),
                  mode,
                  true));

  @Test
  void inferredSchemasStayWhileWhatIsReadStaysTheSame() throws IOException {
    Files.writeString(folder.resolve("in.csv"), "id,n\n1,2\n");
    Files.writeString(folder.resolve("table.csv"), "id,word\n1,2\n");
    String first = resolve("table.csv", Optional.empty(), false);
    assertThat(first).contains("\"word\":\"BIGINT\"");

    Files.writeString(folder.resolve("in.csv"), "id,n\n1,x\n");
    Files.writeString(folder.resolve("table.csv"), "id,word\n1,x\n");
    Files.writeString(folder.resolve("other.csv"), "id,word\n1,x\n");

    assertThat(resolve("table.csv", Optional.of(first), false)).isEqualTo(first);
    assertThat(resolve("other.csv", Optional.of(first), false)).contains("\"word\":\"STRING\"");
    assertThat(resolve("table.csv", Optional.of(first), true))
        .contains("\"word\":\"STRING\"", "\"n\":\"STRING\"");
  }

  private String resolve(String table, Optional<String> previous, boolean reinfer)
      throws IOException {
    String document =
        """
        {"name": "Words",
         "source": {"sourceType": "file", "connectionString": "FOLDER/in.csv"},
         "transforms": [
           {"transformType": "enrich",
            "config": {"lookup": {"type": "file", "path": "FOLDER/TABLE"}, "on": ["id"]}}],
         "sink": {"sinkType": "console"}}
        """
            .replace("FOLDER", folder.toString())
            .replace("TABLE", table);
    DefinitionResolution resolution =
        resolver.resolve(
            document.getBytes(StandardCharsets.UTF_8),
            DocumentFormat.JSON,
            SampleMode.SAMPLE,
            previous,
            reinfer);
    assertThat(resolution.hasErrors()).as("%s", resolution.diagnostics()).isFalse();
    String resolved = resolution.definition().orElseThrow().resolved();
    assertThat(new JsonMapper().readTree(resolved).at(SOURCE_SCHEMA).isObject()).isTrue();
    assertThat(new JsonMapper().readTree(resolved).at(TABLE_SCHEMA).isObject()).isTrue();
    return resolved;
  }
}
