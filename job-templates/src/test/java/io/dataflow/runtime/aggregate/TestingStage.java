package io.dataflow.runtime.aggregate;

import io.dataflow.record.Row;
import io.dataflow.record.RowTypeInformation;
import io.dataflow.runtime.FusedStepOperator;
import io.dataflow.runtime.RowKeySelector;
import io.dataflow.schema.RecordSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/**
 * The operators of one aggregate in one thread: that in front of the shuffle, if any, and behind.
 */
@SuppressWarnings("try") // the harnesses' close() throws anything
final class TestingStage implements AutoCloseable {
  private final OneInputStreamOperatorTestHarness<Row, Row> partial;
  private final KeyedOneInputStreamOperatorTestHarness<Row, Row, Row> groups;

  /**
   * @param partial null: rows go through the shuffle as they are
   * @param restored null: begins without state
   */
  TestingStage(
      AggregateSpec spec,
      PartialAggregateOperator partial,
      OneInputStreamOperator<Row, Row> operator,
      OperatorSubtaskState restored)
      throws Exception {
    // One of two subtasks: the windows may be ahead of it.
    this.partial =
        partial == null ? null : new OneInputStreamOperatorTestHarness<>(partial, 2, 2, 0);
    if (partial != null) {
      this.partial.setup(serializer(spec.shuffled()));
      this.partial.open();
    }
    RecordSchema key = new RecordSchema(spec.prepared().fields().subList(0, spec.keys()));
    groups =
        new KeyedOneInputStreamOperatorTestHarness<>(
            operator, new RowKeySelector(new int[] {0}), new RowTypeInformation(key));
    groups.setup(serializer(spec.output()));
    if (restored != null) {
      groups.initializeState(restored);
    }
    groups.open();
  }

  private static TypeSerializer<Row> serializer(RecordSchema schema) {
    return new RowTypeInformation(schema).createSerializer(new SerializerConfigImpl());
  }

  void row(Row row, long time) throws Exception {
    StreamRecord<Row> record = new StreamRecord<>(row, time);
    if (partial == null) {
      groups.processElement(record);
    } else {
      partial.processElement(record);
      shuffle();
    }
  }

  void watermark(long time) throws Exception {
    if (partial != null) {
      partial.processWatermark(time);
      shuffle();
    }
    groups.processWatermark(time);
  }

  /** Time goes on because of other subtasks, while this one has nothing to say. */
  void watermarkOfOthers(long time) throws Exception {
    partial.processWatermarkStatus(WatermarkStatus.IDLE);
    shuffle();
    groups.processWatermark(time);
    partial.processWatermarkStatus(WatermarkStatus.ACTIVE);
  }

  void processingTime(long time) throws Exception {
    if (partial != null) {
      partial.setProcessingTime(time);
      shuffle();
    }
    groups.setProcessingTime(time);
  }

  void endInput() throws Exception {
    groups.endInput();
  }

  private void shuffle() throws Exception {
    for (StreamRecord<? extends Row> record : List.copyOf(partial.extractOutputStreamRecords())) {
      groups.processElement(
          record.hasTimestamp()
              ? new StreamRecord<>(record.getValue(), record.getTimestamp())
              : new StreamRecord<>(record.getValue()));
    }
    partial.getOutput().clear();
  }

  OperatorSubtaskState snapshot() throws Exception {
    if (partial != null) {
      partial.prepareSnapshotPreBarrier(1);
      shuffle();
    }
    return groups.snapshot(1, 1);
  }

  /** What came out since it was last asked for, in order. */
  List<Row> results() {
    List<Row> results = new ArrayList<>();
    groups.extractOutputStreamRecords().forEach(record -> results.add(record.getValue()));
    groups.getOutput().clear();
    return results;
  }

  List<Row> deadLetters() {
    Queue<StreamRecord<Row>> letters = groups.getSideOutput(FusedStepOperator.deadLetters());
    return letters == null ? List.of() : letters.stream().map(StreamRecord::getValue).toList();
  }

  int timers() {
    return groups.numEventTimeTimers() + groups.numProcessingTimeTimers();
  }

  @Override
  public void close() throws Exception {
    groups.close();
    if (partial != null) {
      partial.close();
    }
  }
}
