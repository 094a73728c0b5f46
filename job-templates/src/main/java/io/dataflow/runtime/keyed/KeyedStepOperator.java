package io.dataflow.runtime.keyed;

import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import io.dataflow.function.json.RowJson;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.record.DeadLetter;
import io.dataflow.record.Row;
import io.dataflow.record.RowKind;
import io.dataflow.runtime.BorneErrors;
import io.dataflow.runtime.FusedStepOperator;
import io.dataflow.runtime.PublishedCounters;
import io.dataflow.runtime.RecordFailedException;
import io.dataflow.runtime.StepCounters;
import io.dataflow.schema.RecordSchema;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * What every step with state does: count what comes out, and do with records that it cannot take
 * what the step's policy says. What comes in, and what is wrong with it, the run in front counts
 * under the same step.
 */
public abstract class KeyedStepOperator extends AbstractStreamOperator<Row> {
  private static final long serialVersionUID = 1L;

  private static final List<String> COUNTERS =
      List.of(
          StepCounters.RECORDS_OUT,
          StepCounters.RECORDS_FILTERED,
          StepCounters.RECORDS_SKIPPED,
          StepCounters.RECORDS_DEAD_LETTERED,
          StepCounters.RECORDS_FAILED,
          StepCounters.RECORDS_LATE);

  private final KeyedStep step;

  private transient PublishedCounters counters;
  private transient ScheduledFuture<?> publishing;
  private transient StreamRecord<Row> outgoing;
  private transient BorneErrors borne;
  private transient long watermark;
  private transient ListState<Long> watermarks;
  private transient long received;
  private transient long out;
  private transient long filtered;
  private transient long skipped;
  private transient long deadLettered;
  private transient long failed;
  private transient long late;

  protected KeyedStepOperator(KeyedStep step) {
    this.step = step;
    this.chainingStrategy = ChainingStrategy.ALWAYS;
  }

  protected final KeyedStep step() {
    return step;
  }

  /**
   * Without it a row that was late before a restart would not be late behind it, and a window that
   * was emitted would be emitted again with that row alone: Flink's watermark begins anew.
   */
  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    watermarks =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("watermark", LongSerializer.INSTANCE));
    watermark = Long.MIN_VALUE;
    if (context.isRestored()) {
      long least = Long.MAX_VALUE;
      for (long each : watermarks.get()) {
        least = Math.min(least, each);
      }
      watermark = least == Long.MAX_VALUE ? Long.MIN_VALUE : least;
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    watermarks.update(List.of(watermark));
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    passed(mark);
    super.processWatermark(mark);
  }

  /** Notes a watermark; for who hands on another one than that which came. */
  protected final void passed(Watermark mark) {
    watermark = Math.max(watermark, mark.getTimestamp());
  }

  /** The last watermark, also of before a restart. */
  protected final long watermark() {
    return watermark;
  }

  @Override
  public void open() throws Exception {
    super.open();
    outgoing = new StreamRecord<>(null);
    borne = new BorneErrors(step.errorLimit());
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

  /** Every row comes through here, whichever input it is of, before it is processed. */
  @Override
  @SuppressWarnings("rawtypes") // as it is declared
  public final void setKeyContextElement1(StreamRecord record) throws Exception {
    received += records((Row) record.getValue());
    super.setKeyContextElement1(record);
  }

  @Override
  @SuppressWarnings("rawtypes") // as it is declared
  public final void setKeyContextElement2(StreamRecord record) throws Exception {
    received += records((Row) record.getValue());
    super.setKeyContextElement2(record);
  }

  /** How many of the step's records a row stands for. */
  protected long records(Row row) {
    return 1;
  }

  private void publish() {
    counters.set(0, out);
    counters.set(1, filtered);
    counters.set(2, skipped);
    counters.set(3, deadLettered);
    counters.set(4, failed);
    counters.set(5, late);
  }

  protected final void emit(StreamRecord<Row> row) {
    out++;
    output.collect(row);
  }

  /**
   * A change of the result, without a time of its own.
   *
   * @param values without {@code op}, which a changelog puts in front; taken, not copied
   */
  protected final void emit(RowKind kind, Object[] values) {
    outgoing.eraseTimestamp();
    emit(outgoing.<Row>replace(change(kind, values)));
  }

  /** A change of the result, which happened at that event time. */
  protected final void emit(RowKind kind, Object[] values, long timestamp) {
    emit(outgoing.<Row>replace(change(kind, values), timestamp));
  }

  private Row change(RowKind kind, Object[] values) {
    if (!step.changelog()) {
      return new Row(kind, values);
    }
    Object[] withKind = new Object[values.length + 1];
    withKind[0] = kind.text();
    System.arraycopy(values, 0, withKind, 1, values.length);
    return new Row(RowKind.INSERT, withKind);
  }

  /** A row came in, and nothing comes out because of it. */
  protected final void filtered() {
    filtered++;
  }

  /**
   * What a row asks for cannot be computed.
   *
   * @param schema of {@code values}, which a dead letter or the failure shows
   */
  protected final void failed(RecordSchema schema, Object[] values, DataException error) {
    refuse(step.onError(), schema, values, error.code(), error.getMessage());
  }

  /** A row came after its last window had closed. */
  protected final void late(
      ErrorPolicy onLate, RecordSchema schema, Object[] values, String message) {
    late++;
    refuse(onLate, schema, values, ErrorCode.LATE_RECORD, message);
  }

  private void refuse(
      ErrorPolicy policy, RecordSchema schema, Object[] values, ErrorCode code, String message) {
    switch (policy) {
      case SKIP -> skipped++;
      case DEAD_LETTER -> {
        deadLettered++;
        output.collect(
            FusedStepOperator.deadLetters(),
            new StreamRecord<>(
                DeadLetter.of(
                    step.id(), RowJson.of(schema, values), code, message, step.version())));
      }
      default -> {
        failed++;
        throw new SuppressRestartsException(
            new RecordFailedException(step.id(), code, message, shown(schema, values)));
      }
    }
    borne.add(step.id(), received, code, message, () -> shown(schema, values));
  }

  private static String shown(RecordSchema schema, Object[] values) {
    return "record " + RowJson.of(schema, values);
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
