package io.dataflow.connector.core.test;

import static io.dataflow.connector.core.TestingContexts.findings;
import static io.dataflow.connector.core.TestingContexts.options;
import static io.dataflow.connector.core.TestingContexts.schema;
import static io.dataflow.connector.core.TestingContexts.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.connector.ConnectorOptions;
import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.connector.ConnectorRegistry;
import io.dataflow.connector.core.TestingContexts;
import io.dataflow.error.Diagnostics;
import io.dataflow.record.Row;
import io.dataflow.record.RowTypeInformation;
import io.dataflow.schema.Field;
import io.dataflow.schema.RecordSchema;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TestSourceConnectorTest {
  private static final TestSourceConnector SOURCE = new TestSourceConnector();

  @ParameterizedTest
  @EnumSource(RecordType.class)
  void recordsHaveTheirSchema(RecordType type) {
    RecordSchema schema = type.schema();
    RecordGenerator generator = generator(type, schema, 0);
    for (long i = 0; i < 200; i++) {
      Row row = generator.map(i);
      checkTypes(schema, row);
      assertThat(row).isEqualTo(generator.map(i)).isNotEqualTo(generator.map(i + 1));
    }
    assertThat(generator.map(5L)).isNotEqualTo(generator(type, schema, 1).map(5L));
  }

  @Test
  void anOrdersTotalIsItsPriceTimesItsQuantity() {
    Row row = generator(RecordType.ORDER, RecordType.ORDER.schema(), 0).map(3L);
    assertThat((BigDecimal) row.get(5))
        .isEqualTo(((BigDecimal) row.get(4)).multiply(BigDecimal.valueOf((Integer) row.get(3))));
  }

  @Test
  void recordsOfASchemaHaveItsTypesAndSurviveTheSerializer() throws Exception {
    RecordSchema schema =
        schema(
            "id",
            "BIGINT NOT NULL",
            "s",
            "STRING",
            "b",
            "BOOLEAN",
            "t",
            "TINYINT",
            "m",
            "SMALLINT",
            "i",
            "INT",
            "f",
            "FLOAT",
            "d",
            "DOUBLE",
            "n",
            "DECIMAL(4,2)",
            "z",
            "DECIMAL(38,10)",
            "day",
            "DATE",
            "time",
            "TIME",
            "ts",
            "TIMESTAMP(3)",
            "at",
            "TIMESTAMP_LTZ(3)",
            "raw",
            "BYTES",
            "a",
            "ARRAY<INT>",
            "map",
            "MAP<STRING, BIGINT>",
            "r",
            "ROW<x STRING, y INT>");
    RecordGenerator generator = generator(null, schema, 0);
    var serializer =
        new RowTypeInformation(schema)
            .createSerializer(new ExecutionConfig().getSerializerConfig());
    int nulls = 0;
    for (long i = 0; i < 300; i++) {
      Row row = generator.map(i);
      checkTypes(schema, row);
      assertThat(row.get(0)).isEqualTo(i + 1);
      assertThat(serializer.copy(row)).isEqualTo(row);
      nulls += row.get(1) == null ? 1 : 0;
    }
    assertThat(nulls).isBetween(1, 100);
  }

  private static RecordGenerator generator(RecordType type, RecordSchema schema, long seed) {
    int[] all = new int[schema.size()];
    java.util.Arrays.setAll(all, i -> i);
    return new RecordGenerator(type, schema, all, seed, new RecordGenerator.Clock(0, 1000));
  }

  private static void checkTypes(RecordSchema schema, Row row) {
    for (int i = 0; i < schema.size(); i++) {
      Field field = schema.fields().get(i);
      if (row.get(i) == null) {
        assertThat(field.type().nullable()).isTrue();
      } else {
        assertThat(row.get(i)).as(field.name()).isInstanceOf(field.type().javaClass());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "total-records|0|'total-records' is a whole number of at least 1, not '0'",
        "total-records|many|'total-records' is a whole number of at least 1, not 'many'",
        "records-per-second|0|'records-per-second' is a number between 0.001 and 10000000, not '0'",
        "records-per-second|NaN|'records-per-second' is a number between 0.001 and 10000000, not 'NaN'",
        "records-per-second|fast|'records-per-second' is a number between 0.001 and 10000000, not 'fast'",
        "seed|x|'seed' is a whole number, not 'x'",
        "start-time|today|'start-time' is an instant such as 2024-01-01T00:00:00Z, not 'today'"
      })
  void refusesWrongOptions(String name, String value, String message) {
    ConnectorOptions options = options(SOURCE.options(), "", Map.of(name, value));
    assertThat(findings(SOURCE, options, ConnectorPolicy.UNRESTRICTED))
        .containsExactly("ERROR INVALID_OPTION /x/options/" + name + ": " + message);
  }

  @Test
  void aWrittenSchemaHasToFitTheRecordType() {
    ConnectorOptions options = options(SOURCE.options(), "", Map.of("record-type", "generic"));
    Diagnostics diagnostics = new Diagnostics();
    SOURCE.validateSchema(
        source(options, schema("field1", "STRING", "x", "INT")), "/source", diagnostics);
    assertThat(TestingContexts.texts(diagnostics))
        .singleElement()
        .asString()
        .startsWith(
            "ERROR INVALID_SCHEMA /source/schema/x: records of type 'generic' have no field x INT");
  }

  @Test
  void endsOnlyWhereATotalIsGiven() {
    RecordSchema schema = RecordType.USER_EVENT.schema();
    ConnectorOptions endless = options(SOURCE.options(), "", Map.of());
    assertThat(SOURCE.bounded(endless)).isFalse();
    assertThat(SOURCE.build(source(endless, schema)).getBoundedness())
        .isEqualTo(Boundedness.CONTINUOUS_UNBOUNDED);
    ConnectorOptions limited = options(SOURCE.options(), "", Map.of("total-records", "5"));
    assertThat(SOURCE.build(source(limited, schema)).getBoundedness())
        .isEqualTo(Boundedness.BOUNDED);
  }

  @Test
  void aPaceGrantsItsRecordsAndThenMakesTheReaderWait() throws Exception {
    RateLimiter limiter = new Pace(3, java.time.Duration.ofMillis(50)).createRateLimiter(1);
    for (int i = 0; i < 3; i++) {
      assertThat(limiter.acquire().toCompletableFuture()).isDone();
    }
    CompletionStage<Void> fourth = limiter.acquire();
    assertThat(fourth.toCompletableFuture()).isNotDone();
    fourth.toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void allConnectorsAreFound() {
    ConnectorRegistry registry = ConnectorRegistry.load(getClass().getClassLoader());
    assertThat(registry.sourceTypes()).isEqualTo(List.of("file", "test"));
    assertThat(registry.sinkTypes()).isEqualTo(List.of("console", "file"));
    assertThat(registry.find("datagen")).isPresent();
  }
}
