package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.result.ResultLine;
import org.apache.flink.streaming.api.datastream.DataStream;

/** q15: per day, bids and their different bidders and auctions in three ranks of price. */
final class DayStatistics implements Query<BidStatistics> {
  private static final long serialVersionUID = 1L;

  @Override
  public DataStream<BidStatistics> build(Inputs inputs) {
    return inputs
        .bids()
        .keyBy(bid -> Math.floorDiv(bid.dateTime, Times.DAY))
        .process(new StatisticsFunction<>())
        .returns(BidStatistics.class);
  }

  @Override
  public void format(BidStatistics statistics, ResultLine line) {
    line.add(statistics.day);
    statistics.appendCounts(line);
  }
}
