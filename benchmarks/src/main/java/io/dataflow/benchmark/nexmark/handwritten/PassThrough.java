package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.event.Bid;
import io.dataflow.benchmark.nexmark.result.ResultLine;
import org.apache.flink.streaming.api.datastream.DataStream;

/** q0: every bid as it is. */
final class PassThrough implements Query<Bid> {
  private static final long serialVersionUID = 1L;

  @Override
  public DataStream<Bid> build(Inputs inputs) {
    return inputs.bids(BidText.EXTRA);
  }

  @Override
  public void format(Bid bid, ResultLine line) {
    line.add(bid.auction).add(bid.bidder).add(bid.price).add(bid.dateTime).add(bid.extra);
  }
}
