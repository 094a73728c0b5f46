package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.event.Auction;
import io.dataflow.benchmark.nexmark.event.Bid;
import io.dataflow.benchmark.nexmark.result.ResultLine;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;

/** q20: every bid with its auction, in one category. */
final class JoinedBids implements Query<JoinedBids.Joined> {
  private static final long serialVersionUID = 1L;

  record Joined(Bid bid, Auction auction) {}

  @Override
  public DataStream<Joined> build(Inputs inputs) {
    return inputs
        .auctions(true)
        .filter(auction -> auction.category == 10)
        .keyBy(auction -> auction.id)
        .connect(inputs.bids(BidText.CHANNEL, BidText.URL, BidText.EXTRA).keyBy(bid -> bid.auction))
        .process(new Join())
        .returns(Joined.class);
  }

  @Override
  public void format(Joined joined, ResultLine line) {
    Bid bid = joined.bid;
    line.add(bid.auction).add(bid.bidder).add(bid.price).add(bid.channel).add(bid.url);
    line.add(bid.dateTime).add(bid.extra);
    Auction auction = joined.auction;
    line.add(auction.itemName).add(auction.description).add(auction.initialBid);
    line.add(auction.reserve).add(auction.dateTime).add(auction.expires);
    line.add(auction.seller).add(auction.category).add(auction.extra);
  }

  static void addAuction(Auction auction, ResultLine line) {
    line.add(auction.id).add(auction.itemName).add(auction.description);
    line.add(auction.initialBid).add(auction.reserve).add(auction.dateTime);
    line.add(auction.expires).add(auction.seller).add(auction.category).add(auction.extra);
  }

  private static final class Join extends AuctionJoin<Joined> {
    private static final long serialVersionUID = 1L;

    @Override
    void join(Auction auction, Bid bid, Collector<Joined> out) {
      out.collect(new Joined(bid, auction));
    }
  }
}
