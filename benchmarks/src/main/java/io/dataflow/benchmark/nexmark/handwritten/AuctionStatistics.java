package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.event.Bid;
import io.dataflow.benchmark.nexmark.result.ResultLine;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** q17: per auction and day, bids in three ranks of price, and their prices. */
final class AuctionStatistics implements Query<AuctionStatistics.Statistics> {
  private static final long serialVersionUID = 1L;

  /** A Flink POJO. */
  public static final class Statistics {
    public long auction;
    public long dayNumber;
    public String day;
    public long[] bids = new long[BidStatistics.RANKS];
    public long min = Long.MAX_VALUE;
    public long max = Long.MIN_VALUE;
    public long sum;
  }

  @Override
  public DataStream<Statistics> build(Inputs inputs) {
    KeySelector<Tuple3<Long, Long, Long>, Tuple2<Long, Long>> key =
        bid -> Tuple2.of(bid.f0, bid.f1);
    return inputs
        .bids()
        .map((Bid bid) -> Tuple3.of(bid.auction, Math.floorDiv(bid.dateTime, Times.DAY), bid.price))
        .returns(Types.TUPLE(Types.LONG, Types.LONG, Types.LONG))
        .keyBy(key, Types.TUPLE(Types.LONG, Types.LONG))
        .process(new Collect())
        .returns(Statistics.class);
  }

  @Override
  public void format(Statistics statistics, ResultLine line) {
    line.add(statistics.auction).add(statistics.day);
    for (long count : statistics.bids) {
      line.add(count);
    }
    line.add(statistics.min).add(statistics.max);
    line.add(statistics.sum / statistics.bids[0]).add(statistics.sum);
  }

  private static final class Collect
      extends KeyedProcessFunction<Tuple2<Long, Long>, Tuple3<Long, Long, Long>, Statistics> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<Statistics> statistics;

    @Override
    public void open(OpenContext context) {
      statistics =
          getRuntimeContext().getState(new ValueStateDescriptor<>("statistics", Statistics.class));
    }

    @Override
    public void processElement(
        Tuple3<Long, Long, Long> bid, Context context, Collector<Statistics> out) throws Exception {
      Statistics now = statistics.value();
      if (now == null) {
        now = new Statistics();
        now.auction = bid.f0;
        now.dayNumber = bid.f1;
        now.day = Times.day(bid.f1 * Times.DAY);
      }
      long price = bid.f2;
      now.bids[0]++;
      now.bids[BidStatistics.rank(price)]++;
      now.min = Math.min(now.min, price);
      now.max = Math.max(now.max, price);
      now.sum += price;
      statistics.update(now);
      out.collect(now);
    }
  }
}
