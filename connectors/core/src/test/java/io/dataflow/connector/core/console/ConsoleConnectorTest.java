package io.dataflow.connector.core.console;

import static io.dataflow.connector.core.TestingContexts.findings;
import static io.dataflow.connector.core.TestingContexts.options;
import static io.dataflow.connector.core.TestingContexts.schema;
import static io.dataflow.connector.core.TestingContexts.sink;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.connector.ConnectorOptions;
import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.record.Row;
import io.dataflow.schema.RecordSchema;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleConnectorTest {
  private static final ConsoleSinkConnector SINK = new ConsoleSinkConnector();
  private static final RecordSchema SCHEMA =
      schema("id", "BIGINT", "name", "STRING", "ts", "TIMESTAMP(3)");
  private static final Row ROW = Row.of(1L, "a \"b\"\nc", null);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "json|{\"id\":1,\"name\":\"a \\\"b\\\"\\nc\",\"ts\":null}",
        "compact|`1,\"a \"\"b\"\"\nc\",`",
        "simple|`1,\"a \"\"b\"\"\nc\",`",
        "keyvalue|id=1 name=a \"b\"\\nc ts=NULL",
        "kv,stderr|id=1 name=a \"b\"\\nc ts=NULL",
        "TABLE|`1                    | a \"b\"\\nc             | NULL`",
        "pretty|`{\n  \"id\" : 1,\n  \"name\" : \"a \\\"b\\\"\\nc\",\n  \"ts\" : null\n}`",
        "``|`{\n  \"id\" : 1,\n  \"name\" : \"a \\\"b\\\"\\nc\",\n  \"ts\" : null\n}`"
      })
  void formats(String connectionString, String expected) {
    ConnectorOptions options = options(SINK.options(), connectionString, Map.of());
    assertThat(findings(SINK, options, ConnectorPolicy.UNRESTRICTED)).isEmpty();
    assertThat(SINK.encoder(sink(options, SCHEMA)).orElseThrow().encode(ROW))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(expected);
  }

  @Test
  void theOptionGoesFirst() {
    ConnectorOptions options = options(SINK.options(), "pretty", Map.of("format", "compact"));
    assertThat(SINK.encoder(sink(options, SCHEMA)).orElseThrow().encode(Row.of(1L, "x", 0L)))
        .asString()
        .isEqualTo("1,x,1970-01-01T00:00:00.000");
  }

  @Test
  void anUnknownWordIsAnError() {
    ConnectorOptions options = options(SINK.options(), "jason", Map.of());
    assertThat(findings(SINK, options, ConnectorPolicy.UNRESTRICTED))
        .containsExactly(
            "ERROR INVALID_OPTION /x/connectionString: the console knows no format 'jason' (did you"
                + " mean 'json'?)");
  }

  @Test
  void printsWholeLines() throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, false, StandardCharsets.UTF_8));
    try {
      SinkWriter<Row> writer = new ConsoleSink(false).createWriter((WriterInitContext) null);
      for (String record : List.of("a", "ä")) {
        writer.write(Row.of((Object) record.getBytes(StandardCharsets.UTF_8)), null);
      }
      assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("a\nä\n");
    } finally {
      System.setOut(before);
    }
  }
}
