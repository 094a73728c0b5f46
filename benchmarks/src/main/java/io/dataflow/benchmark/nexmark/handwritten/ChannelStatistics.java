package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.event.Bid;
import io.dataflow.benchmark.nexmark.result.ResultLine;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;

/** q16: what {@link DayStatistics} gives, per channel and day, with the last minute seen. */
final class ChannelStatistics implements Query<BidStatistics> {
  private static final long serialVersionUID = 1L;

  @Override
  public DataStream<BidStatistics> build(Inputs inputs) {
    KeySelector<Bid, Tuple2<String, Long>> key =
        bid -> Tuple2.of(bid.channel, Math.floorDiv(bid.dateTime, Times.DAY));
    return inputs
        .bids(BidText.CHANNEL)
        .keyBy(key, Types.TUPLE(Types.STRING, Types.LONG))
        .process(new StatisticsFunction<>())
        .returns(BidStatistics.class);
  }

  @Override
  public void format(BidStatistics statistics, ResultLine line) {
    line.add(statistics.channel).add(statistics.day).add(statistics.minute);
    statistics.appendCounts(line);
  }
}
