package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.event.Bid;
import io.dataflow.benchmark.nexmark.result.ResultLine;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** q19: the ten highest bids of every auction, with their ranks. */
final class TopBids implements Query<TopBids.Ranked> {
  private static final long serialVersionUID = 1L;
  private static final int RANKS = 10;

  record Ranked(Bid bid, long rank) {}

  @Override
  public DataStream<Ranked> build(Inputs inputs) {
    return inputs
        .bids(BidText.CHANNEL, BidText.URL, BidText.EXTRA)
        .keyBy(bid -> bid.auction)
        .process(new Top())
        .returns(Ranked.class);
  }

  @Override
  public void format(Ranked ranked, ResultLine line) {
    LastBids.appendBid(ranked.bid, line);
    line.add(ranked.rank);
  }

  private static final class Top extends KeyedProcessFunction<Long, Bid, Ranked> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<List<Bid>> top;

    @Override
    public void open(OpenContext context) {
      TypeInformation<List<Bid>> type = Types.LIST(TypeInformation.of(Bid.class));
      top = getRuntimeContext().getState(new ValueStateDescriptor<>("top", type));
    }

    /** Gives every rank that changes. */
    @Override
    public void processElement(Bid bid, Context context, Collector<Ranked> out) throws Exception {
      List<Bid> bids = top.value();
      if (bids == null) {
        bids = new ArrayList<>(RANKS + 1);
      }
      int at = bids.size();
      while (at > 0 && isBefore(bid, bids.get(at - 1))) {
        at--;
      }
      if (at == RANKS) {
        return;
      }
      bids.add(at, bid);
      if (bids.size() > RANKS) {
        bids.remove(RANKS);
      }
      top.update(bids);
      for (int rank = at; rank < bids.size(); rank++) {
        out.collect(new Ranked(bids.get(rank), rank + 1));
      }
    }

    private static boolean isBefore(Bid left, Bid right) {
      return left.price > right.price
          || (left.price == right.price && left.dateTime < right.dateTime);
    }
  }
}
