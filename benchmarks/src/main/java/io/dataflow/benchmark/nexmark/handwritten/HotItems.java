package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.result.ResultLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.AllWindowFunction;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** q5: every two seconds, the auctions with most bids in the last ten. */
final class HotItems implements Query<Tuple2<Long, Long>> {
  private static final long serialVersionUID = 1L;
  private static final Duration SIZE = Duration.ofSeconds(10);
  private static final Duration SLIDE = Duration.ofSeconds(2);

  @Override
  public DataStream<Tuple2<Long, Long>> build(Inputs inputs) {
    return inputs
        .timedBids()
        .map(bid -> bid.auction)
        .returns(Types.LONG)
        .keyBy(auction -> auction)
        .window(SlidingEventTimeWindows.of(SIZE, SLIDE))
        .aggregate(new Counter<>(), new WithKey())
        .returns(Types.TUPLE(Types.LONG, Types.LONG))
        // The results of a window bear its last millisecond: each slide holds those of one window.
        .windowAll(TumblingEventTimeWindows.of(SLIDE))
        .apply(new Most())
        .returns(Types.TUPLE(Types.LONG, Types.LONG));
  }

  @Override
  public void format(Tuple2<Long, Long> item, ResultLine line) {
    line.add(item.f0).add(item.f1);
  }

  private static final class WithKey
      extends ProcessWindowFunction<Long, Tuple2<Long, Long>, Long, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        Long auction, Context context, Iterable<Long> counts, Collector<Tuple2<Long, Long>> out) {
      out.collect(Tuple2.of(auction, counts.iterator().next()));
    }
  }

  private static final class Most
      implements AllWindowFunction<Tuple2<Long, Long>, Tuple2<Long, Long>, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void apply(
        TimeWindow window, Iterable<Tuple2<Long, Long>> counts, Collector<Tuple2<Long, Long>> out) {
      List<Tuple2<Long, Long>> most = new ArrayList<>();
      for (Tuple2<Long, Long> count : counts) {
        if (!most.isEmpty() && count.f1 > most.get(0).f1) {
          most.clear();
        }
        if (most.isEmpty() || count.f1.equals(most.get(0).f1)) {
          most.add(count);
        }
      }
      most.forEach(out::collect);
    }
  }
}
