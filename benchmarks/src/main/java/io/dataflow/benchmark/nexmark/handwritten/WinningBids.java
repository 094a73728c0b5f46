package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.event.Auction;
import io.dataflow.benchmark.nexmark.event.Bid;
import io.dataflow.benchmark.nexmark.result.ResultLine;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;

/** q9: every auction with its highest bid, the earliest of several. */
final class WinningBids implements Query<WinningBids.Won> {
  private static final long serialVersionUID = 1L;

  record Won(Auction auction, Bid bid) {}

  @Override
  public DataStream<Won> build(Inputs inputs) {
    return inputs
        .auctions(true)
        .keyBy(auction -> auction.id)
        .connect(inputs.bids(BidText.EXTRA).keyBy(bid -> bid.auction))
        .process(new Winner())
        .returns(Won.class);
  }

  @Override
  public void format(Won won, ResultLine line) {
    JoinedBids.addAuction(won.auction, line);
    Bid bid = won.bid;
    line.add(bid.auction).add(bid.bidder).add(bid.price).add(bid.dateTime).add(bid.extra);
  }

  private static final class Winner extends AuctionJoin<Won> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<Bid> highest;

    @Override
    public void open(OpenContext context) throws Exception {
      super.open(context);
      highest = getRuntimeContext().getState(new ValueStateDescriptor<>("highest", Bid.class));
    }

    @Override
    void join(Auction auction, Bid bid, Collector<Won> out) throws Exception {
      if (bid.dateTime < auction.dateTime || bid.dateTime > auction.expires) {
        return;
      }
      Bid before = highest.value();
      if (before == null
          || bid.price > before.price
          || (bid.price == before.price && bid.dateTime < before.dateTime)) {
        highest.update(bid);
        out.collect(new Won(auction, bid));
      }
    }
  }
}
