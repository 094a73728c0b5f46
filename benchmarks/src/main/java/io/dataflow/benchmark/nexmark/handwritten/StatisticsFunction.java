package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.event.Bid;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Keeps the statistics of a key and gives them anew for each bid. */
final class StatisticsFunction<K> extends KeyedProcessFunction<K, Bid, BidStatistics> {
  private static final long serialVersionUID = 1L;

  private transient ValueState<BidStatistics> statistics;
  private transient MapState<Long, Integer> bidders;
  private transient MapState<Long, Integer> auctions;

  @Override
  public void open(OpenContext context) {
    statistics =
        getRuntimeContext().getState(new ValueStateDescriptor<>("statistics", BidStatistics.class));
    bidders =
        getRuntimeContext().getMapState(new MapStateDescriptor<>("bidders", Types.LONG, Types.INT));
    auctions =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>("auctions", Types.LONG, Types.INT));
  }

  @Override
  public void processElement(Bid bid, Context context, Collector<BidStatistics> out)
      throws Exception {
    BidStatistics now = statistics.value();
    if (now == null) {
      now = new BidStatistics();
      now.channel = bid.channel;
      now.day = Times.day(bid.dateTime);
    }
    now.add(bid);
    int rank = BidStatistics.rank(bid.price);
    count(bidders, bid.bidder, now.bidders, rank);
    count(auctions, bid.auction, now.auctions, rank);
    if (bid.channel != null) {
      String minute = Times.minute(bid.dateTime);
      now.minute = now.minute == null || minute.compareTo(now.minute) > 0 ? minute : now.minute;
    }
    statistics.update(now);
    out.collect(now);
  }

  private static void count(MapState<Long, Integer> seen, long value, long[] counts, int rank)
      throws Exception {
    Integer before = seen.get(value);
    int old = before == null ? 0 : before;
    int now = BidStatistics.countNew(counts, old, rank);
    if (now != old) {
      seen.put(value, now);
    }
  }
}
