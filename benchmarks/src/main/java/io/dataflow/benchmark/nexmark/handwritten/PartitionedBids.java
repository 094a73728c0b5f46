package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.event.Bid;
import io.dataflow.benchmark.nexmark.result.ResultLine;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;

/** q10: every bid with the day and the minute that a log is cut by. */
final class PartitionedBids implements Query<PartitionedBids.Logged> {
  private static final long serialVersionUID = 1L;

  record Logged(Bid bid, String day, String minute) {}

  @Override
  public DataStream<Logged> build(Inputs inputs) {
    return inputs.bids(BidText.EXTRA).map(new Cut()).returns(Logged.class);
  }

  @Override
  public void format(Logged logged, ResultLine line) {
    Bid bid = logged.bid;
    line.add(bid.auction).add(bid.bidder).add(bid.price).add(bid.dateTime).add(bid.extra);
    line.add(logged.day).add(logged.minute);
  }

  /** Most bids fall into the minute of the one before. */
  private static final class Cut implements MapFunction<Bid, Logged> {
    private static final long serialVersionUID = 1L;

    private transient long minutes;
    private transient String day;
    private transient String minute;

    @Override
    public Logged map(Bid bid) {
      long now = Math.floorDiv(bid.dateTime, 60_000);
      if (day == null || now != minutes) {
        minutes = now;
        day = Times.day(bid.dateTime);
        minute = Times.minute(bid.dateTime);
      }
      return new Logged(bid, day, minute);
    }
  }
}
