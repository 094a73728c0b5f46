package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.event.Bid;
import io.dataflow.benchmark.nexmark.result.ResultLine;
import java.time.Duration;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple5;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** hop: for a hundred keys, bids and their sum in the last minute, every second. */
final class LongHops implements Query<Tuple5<Long, Long, Long, Long, Long>> {
  private static final long serialVersionUID = 1L;
  private static final TypeInformation<Tuple2<Long, Long>> PAIR =
      Types.TUPLE(Types.LONG, Types.LONG);

  @Override
  public DataStream<Tuple5<Long, Long, Long, Long, Long>> build(Inputs inputs) {
    return inputs
        .timedBids()
        .map((Bid bid) -> Tuple2.of(bid.auction % 100, bid.price))
        .returns(PAIR)
        .keyBy(bid -> bid.f0)
        .window(SlidingEventTimeWindows.of(Duration.ofSeconds(60), Duration.ofSeconds(1)))
        .aggregate(new CountAndSum(), new WithWindow())
        .returns(Types.TUPLE(Types.LONG, Types.LONG, Types.LONG, Types.LONG, Types.LONG));
  }

  @Override
  public void format(Tuple5<Long, Long, Long, Long, Long> row, ResultLine line) {
    line.add(row.f0).add(row.f1).add(row.f2).add(row.f3).add(row.f4);
  }

  private static final class CountAndSum
      implements AggregateFunction<Tuple2<Long, Long>, Tuple2<Long, Long>, Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public Tuple2<Long, Long> createAccumulator() {
      return Tuple2.of(0L, 0L);
    }

    @Override
    public Tuple2<Long, Long> add(Tuple2<Long, Long> bid, Tuple2<Long, Long> sums) {
      sums.f0++;
      sums.f1 += bid.f1;
      return sums;
    }

    @Override
    public Tuple2<Long, Long> getResult(Tuple2<Long, Long> sums) {
      return sums;
    }

    @Override
    public Tuple2<Long, Long> merge(Tuple2<Long, Long> left, Tuple2<Long, Long> right) {
      return Tuple2.of(left.f0 + right.f0, left.f1 + right.f1);
    }
  }

  private static final class WithWindow
      extends ProcessWindowFunction<
          Tuple2<Long, Long>, Tuple5<Long, Long, Long, Long, Long>, Long, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        Long key,
        Context context,
        Iterable<Tuple2<Long, Long>> sums,
        Collector<Tuple5<Long, Long, Long, Long, Long>> out) {
      Tuple2<Long, Long> sum = sums.iterator().next();
      TimeWindow window = context.window();
      out.collect(Tuple5.of(key, sum.f0, sum.f1, window.getStart(), window.getEnd()));
    }
  }
}
