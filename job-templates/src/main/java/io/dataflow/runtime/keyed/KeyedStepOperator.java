package io.dataflow.runtime.keyed;

import io.dataflow.record.Row;
import io.dataflow.runtime.PublishedCounters;
import io.dataflow.runtime.StepCounters;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * What every step with state does: count what comes out. What comes in, and what is wrong with it,
 * the run in front counts under the same step.
 */
abstract class KeyedStepOperator extends AbstractStreamOperator<Row> {
  private static final long serialVersionUID = 1L;

  private static final List<String> COUNTERS =
      List.of(StepCounters.RECORDS_OUT, StepCounters.RECORDS_FILTERED);

  private final KeyedStep step;

  private transient PublishedCounters counters;
  private transient ScheduledFuture<?> publishing;
  private transient long out;
  private transient long filtered;

  KeyedStepOperator(KeyedStep step) {
    this.step = step;
    this.chainingStrategy = ChainingStrategy.ALWAYS;
  }

  final KeyedStep step() {
    return step;
  }

  @Override
  public void open() throws Exception {
    super.open();
    counters =
        new PublishedCounters(
            step.pipelineId(), step.id(), COUNTERS, getMetricGroup(), getRuntimeContext());
    publishing =
        getProcessingTimeService()
            .scheduleWithFixedDelay(
                time -> publish(),
                PublishedCounters.PUBLISH_EVERY_MILLIS,
                PublishedCounters.PUBLISH_EVERY_MILLIS);
  }

  private void publish() {
    counters.set(0, out);
    counters.set(1, filtered);
  }

  final void emit(StreamRecord<Row> row) {
    out++;
    output.collect(row);
  }

  /** A row came in, and nothing comes out because of it. */
  final void filtered() {
    filtered++;
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    publish();
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public void finish() throws Exception {
    publish();
    super.finish();
  }

  @Override
  public void close() throws Exception {
    if (publishing != null) {
      publishing.cancel(false);
    }
    if (counters != null) {
      publish();
    }
    super.close();
  }
}
