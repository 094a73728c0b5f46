package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.event.Bid;
import io.dataflow.benchmark.nexmark.result.ResultLine;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.windowing.assigners.EventTimeSessionWindows;

/** q11: how many bids a bidder made in each session, with ten seconds of silence between two. */
final class BidderSessions implements Query<Tuple4<Long, Long, Long, Long>> {
  private static final long serialVersionUID = 1L;

  @Override
  public DataStream<Tuple4<Long, Long, Long, Long>> build(Inputs inputs) {
    return inputs
        .timedBids()
        .map((Bid bid) -> bid.bidder)
        .returns(Types.LONG)
        .keyBy(bidder -> bidder)
        .window(EventTimeSessionWindows.withGap(Duration.ofSeconds(10)))
        .aggregate(new Counter<>(), new WindowCount())
        .returns(WindowCount.TYPE);
  }

  @Override
  public void format(Tuple4<Long, Long, Long, Long> count, ResultLine line) {
    line.add(count.f0).add(count.f1).add(count.f2).add(count.f3);
  }
}
