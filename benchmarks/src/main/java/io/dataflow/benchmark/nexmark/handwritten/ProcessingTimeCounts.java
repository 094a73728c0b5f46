package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.event.Bid;
import io.dataflow.benchmark.nexmark.result.ResultLine;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.windowing.assigners.TumblingProcessingTimeWindows;
import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.triggers.TriggerResult;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/**
 * q12: how many bids a bidder made in every ten seconds of the wall clock. What is open when the
 * input ends counts, too.
 */
final class ProcessingTimeCounts implements Query<Tuple4<Long, Long, Long, Long>> {
  private static final long serialVersionUID = 1L;

  @Override
  public DataStream<Tuple4<Long, Long, Long, Long>> build(Inputs inputs) {
    return inputs
        .bids()
        .map((Bid bid) -> bid.bidder)
        .returns(Types.LONG)
        .keyBy(bidder -> bidder)
        .window(TumblingProcessingTimeWindows.of(Duration.ofSeconds(10)))
        .trigger(new ClockOrEnd())
        .aggregate(new Counter<>(), new WindowCount())
        .returns(WindowCount.TYPE);
  }

  @Override
  public void format(Tuple4<Long, Long, Long, Long> count, ResultLine line) {
    line.add(count.f0).add(count.f1);
  }

  /** The watermark at the end of the input fires what the clock did not. */
  private static final class ClockOrEnd extends Trigger<Long, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public TriggerResult onElement(
        Long element, long timestamp, TimeWindow window, TriggerContext context) {
      context.registerProcessingTimeTimer(window.maxTimestamp());
      context.registerEventTimeTimer(Long.MAX_VALUE);
      return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onProcessingTime(long time, TimeWindow window, TriggerContext context) {
      return TriggerResult.FIRE;
    }

    @Override
    public TriggerResult onEventTime(long time, TimeWindow window, TriggerContext context) {
      return TriggerResult.FIRE;
    }

    @Override
    public void clear(TimeWindow window, TriggerContext context) {
      context.deleteProcessingTimeTimer(window.maxTimestamp());
      context.deleteEventTimeTimer(Long.MAX_VALUE);
    }
  }
}
