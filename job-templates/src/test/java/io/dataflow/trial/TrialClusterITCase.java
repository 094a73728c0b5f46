package io.dataflow.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;

/** One slot for all jobs of a trial. */
class TrialClusterITCase {
  @Test
  void aJobThatTookTooLongLeavesItsSlotToTheNext() throws Exception {
    try (TrialCluster cluster = new TrialCluster(Duration.ofSeconds(10))) {
      assertThatThrownBy(() -> cluster.run(numbers(Long.MAX_VALUE - 1)))
          .isInstanceOf(TimeoutException.class);
      assertThat(cluster.run(numbers(3)).failure()).isEmpty();
    }
  }

  private static JobGraph numbers(long last) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(1);
    environment
        .fromSource(new NumberSequenceSource(1, last), WatermarkStrategy.noWatermarks(), "numbers")
        .sinkTo(new DiscardingSink<>());
    return environment.getStreamGraph().getJobGraph();
  }
}
