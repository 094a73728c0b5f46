package io.dataflow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.error.ErrorCode;
import io.dataflow.record.BadRecord;
import io.dataflow.record.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class EventTimeWatermarksTest {
  private final EventTimeWatermarks watermarks = new EventTimeWatermarks(1, Duration.ofSeconds(2));
  private final TimestampAssigner<Row> times = watermarks.createTimestampAssigner(null);
  private final WatermarkGenerator<Row> split = watermarks.createWatermarkGenerator(null);
  private final TestingOutput output = new TestingOutput();

  private static final class TestingOutput implements WatermarkOutput {
    private final List<Long> marks = new ArrayList<>();

    @Override
    public void emitWatermark(Watermark watermark) {
      marks.add(watermark.getTimestamp());
    }

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}
  }

  private void read(Row row) {
    split.onEvent(row, times.extractTimestamp(row, -1), output);
  }

  private void readLast(Row row) {
    row.endSplit();
    read(row);
  }

  @Test
  void theLastRowOfASplitMovesTimeAtOnce() {
    read(Row.of("a", 10_000L));
    assertThat(output.marks).isEmpty();
    readLast(Row.of("b", 9_000L));
    assertThat(output.marks).containsExactly(7_999L);
  }

  @Test
  void soDoesOneThatIsBad() {
    read(Row.of("a", 10_000L));
    readLast(Row.bad(new BadRecord(new byte[0], "file:a#line=2", ErrorCode.DECODE_ERROR, "bad")));
    assertThat(output.marks).containsExactly(7_999L);
  }

  @Test
  void otherwiseTimeMovesWhenFlinkAsks() {
    read(Row.of("a", 10_000L));
    split.onPeriodicEmit(output);
    assertThat(output.marks).containsExactly(7_999L);
  }
}
