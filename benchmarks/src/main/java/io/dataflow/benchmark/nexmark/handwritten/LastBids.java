package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.event.Bid;
import io.dataflow.benchmark.nexmark.result.ResultLine;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** q18: every bidder's last bid for every auction. */
final class LastBids implements Query<Bid> {
  private static final long serialVersionUID = 1L;

  @Override
  public DataStream<Bid> build(Inputs inputs) {
    KeySelector<Bid, Tuple2<Long, Long>> key = bid -> Tuple2.of(bid.bidder, bid.auction);
    return inputs
        .bids(BidText.CHANNEL, BidText.URL, BidText.EXTRA)
        .keyBy(key, Types.TUPLE(Types.LONG, Types.LONG))
        .process(new Last());
  }

  @Override
  public void format(Bid bid, ResultLine line) {
    appendBid(bid, line);
  }

  static void appendBid(Bid bid, ResultLine line) {
    line.add(bid.auction).add(bid.bidder).add(bid.price).add(bid.channel).add(bid.url);
    line.add(bid.dateTime).add(bid.extra);
  }

  /** The bid itself need not be kept, only its time: what was given stays the last one. */
  private static final class Last extends KeyedProcessFunction<Tuple2<Long, Long>, Bid, Bid> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<Long> last;

    @Override
    public void open(OpenContext context) {
      last = getRuntimeContext().getState(new ValueStateDescriptor<>("last", Types.LONG));
    }

    @Override
    public void processElement(Bid bid, Context context, Collector<Bid> out) throws Exception {
      Long before = last.value();
      if (before == null || bid.dateTime >= before) {
        last.update(bid.dateTime);
        out.collect(bid);
      }
    }
  }
}
