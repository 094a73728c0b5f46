package io.dataflow.runtime;

import io.dataflow.record.Row;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.BoundedOutOfOrdernessWatermarks;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Watermarks behind the greatest event time of a split by what rows may be out of order.
 *
 * <p>Flink asks for them every 200 ms and forgets a split with its last row: one that is read in
 * less, a small file, would move no watermark. So its last row does.
 */
public final class EventTimeWatermarks implements WatermarkStrategy<Row> {
  private static final long serialVersionUID = 1L;

  private final EventTimeField field;
  private final Duration maxOutOfOrderness;

  /**
   * @param position of the event time field in the rows
   */
  public EventTimeWatermarks(int position, Duration maxOutOfOrderness) {
    this.field = new EventTimeField(position);
    this.maxOutOfOrderness = maxOutOfOrderness;
  }

  @Override
  public TimestampAssigner<Row> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
    return field;
  }

  @Override
  public WatermarkGenerator<Row> createWatermarkGenerator(
      WatermarkGeneratorSupplier.Context context) {
    return new Generator(maxOutOfOrderness);
  }

  private static final class Generator extends BoundedOutOfOrdernessWatermarks<Row> {
    Generator(Duration maxOutOfOrderness) {
      super(maxOutOfOrderness);
    }

    @Override
    public void onEvent(Row row, long timestamp, WatermarkOutput output) {
      super.onEvent(row, timestamp, output);
      if (row.endsSplit()) {
        onPeriodicEmit(output);
      }
    }
  }
}
