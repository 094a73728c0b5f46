package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.event.Auction;
import io.dataflow.benchmark.nexmark.event.Bid;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/** Brings every bid to its auction, whichever comes first. */
abstract class AuctionJoin<T> extends KeyedCoProcessFunction<Long, Auction, Bid, T> {
  private static final long serialVersionUID = 1L;

  private transient ValueState<Auction> auctions;
  private transient ListState<Bid> early;

  @Override
  public void open(OpenContext context) throws Exception {
    auctions = getRuntimeContext().getState(new ValueStateDescriptor<>("auction", Auction.class));
    early = getRuntimeContext().getListState(new ListStateDescriptor<>("early", Bid.class));
  }

  @Override
  public final void processElement1(Auction auction, Context context, Collector<T> out)
      throws Exception {
    auctions.update(auction);
    for (Bid bid : early.get()) {
      join(auction, bid, out);
    }
    early.clear();
  }

  @Override
  public final void processElement2(Bid bid, Context context, Collector<T> out) throws Exception {
    Auction auction = auctions.value();
    if (auction == null) {
      early.add(bid);
    } else {
      join(auction, bid, out);
    }
  }

  abstract void join(Auction auction, Bid bid, Collector<T> out) throws Exception;
}
