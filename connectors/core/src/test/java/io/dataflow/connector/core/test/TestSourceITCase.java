package io.dataflow.connector.core.test;

import static io.dataflow.connector.core.TestingContexts.options;
import static io.dataflow.connector.core.TestingContexts.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.connector.ConnectorOptions;
import io.dataflow.connector.SourceContext;
import io.dataflow.record.Row;
import io.dataflow.record.RowTypeInformation;
import io.dataflow.schema.RecordSchema;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestSourceITCase {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final TestSourceConnector SOURCE = new TestSourceConnector();
  private static final int MORE_THAN_ALL = 10_000;
  private static final AtomicBoolean FAILED = new AtomicBoolean();

  @Test
  void makesTheSameRecordsWhateverTheParallelismAndAcrossFailures() throws Exception {
    Map<String, String> written =
        Map.of(
            "record-type", "order", "total-records", "3000", "start-time", "2024-01-01T00:00:00Z");
    FAILED.set(true);
    List<Row> expected = collect(1, written);
    assertThat(expected).hasSize(3000).doesNotHaveDuplicates();
    assertThat(expected.get(1).get(6)).isEqualTo(1_704_067_201_000L);

    FAILED.set(false);
    assertThat(collect(2, written)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(FAILED).isTrue();
  }

  @Test
  void keepsARateWithoutLosingRecords() throws Exception {
    FAILED.set(true);
    List<Row> rows =
        collect(2, Map.of("total-records", "301", "records-per-second", "1000", "seed", "7"));
    assertThat(rows).hasSize(301);
  }

  private static List<Row> collect(int parallelism, Map<String, String> written) throws Exception {
    ConnectorOptions options = options(SOURCE.options(), "", written);
    RecordSchema schema = SOURCE.fixedSchema(options).orElseThrow();
    SourceContext context = source(options, schema);
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    env.enableCheckpointing(50);
    return env.fromSource(
            SOURCE.build(context),
            WatermarkStrategy.noWatermarks(),
            "source",
            new RowTypeInformation(schema))
        .map(new FailOnce())
        .returns(new RowTypeInformation(schema))
        .executeAndCollect(MORE_THAN_ALL);
  }

  private static final class FailOnce implements MapFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private int rows;

    @Override
    public Row map(Row row) {
      if (++rows == 1000 && FAILED.compareAndSet(false, true)) {
        throw new IllegalStateException("the failure that the test asked for");
      }
      return row;
    }
  }
}
