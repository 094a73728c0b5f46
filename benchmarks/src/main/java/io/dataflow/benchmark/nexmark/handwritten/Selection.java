package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.event.Bid;
import io.dataflow.benchmark.nexmark.result.ResultLine;
import org.apache.flink.streaming.api.datastream.DataStream;

/** q2: auction and price of the bids for one auction in 123. */
final class Selection implements Query<Bid> {
  private static final long serialVersionUID = 1L;

  @Override
  public DataStream<Bid> build(Inputs inputs) {
    return inputs.bids().filter(bid -> bid.auction % 123 == 0);
  }

  @Override
  public void format(Bid bid, ResultLine line) {
    line.add(bid.auction).add(bid.price);
  }
}
