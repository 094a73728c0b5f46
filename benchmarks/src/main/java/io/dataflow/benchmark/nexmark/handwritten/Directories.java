package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.event.Bid;
import io.dataflow.benchmark.nexmark.result.ResultLine;
import org.apache.flink.streaming.api.datastream.DataStream;

/** q22: every bid with the first three folders of its URL. */
final class Directories implements Query<Directories.Located> {
  private static final long serialVersionUID = 1L;
  private static final int FIRST = 3;

  record Located(
      long auction,
      long bidder,
      long price,
      String channel,
      String dir1,
      String dir2,
      String dir3) {}

  @Override
  public DataStream<Located> build(Inputs inputs) {
    return inputs
        .bids(BidText.CHANNEL, BidText.URL)
        .map(Directories::locate)
        .returns(Located.class);
  }

  private static Located locate(Bid bid) {
    String url = bid.url;
    int start = 0;
    for (int i = 0; i < FIRST; i++) {
      start = url.indexOf('/', start) + 1;
    }
    int second = url.indexOf('/', start) + 1;
    int third = url.indexOf('/', second) + 1;
    int end = url.indexOf('/', third);
    return new Located(
        bid.auction,
        bid.bidder,
        bid.price,
        bid.channel,
        url.substring(start, second - 1),
        url.substring(second, third - 1),
        url.substring(third, end));
  }

  @Override
  public void format(Located bid, ResultLine line) {
    line.add(bid.auction).add(bid.bidder).add(bid.price).add(bid.channel);
    line.add(bid.dir1).add(bid.dir2).add(bid.dir3);
  }
}
