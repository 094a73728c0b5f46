package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.event.Bid;
import io.dataflow.benchmark.nexmark.result.ResultLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.windowing.AllWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** q7: the highest bids of every ten seconds. */
final class HighestBids implements Query<Bid> {
  private static final long serialVersionUID = 1L;

  @Override
  public DataStream<Bid> build(Inputs inputs) {
    TypeInformation<List<Bid>> list = Types.LIST(TypeInformation.of(Bid.class));
    return inputs
        .timedBids(BidText.EXTRA)
        .windowAll(TumblingEventTimeWindows.of(Duration.ofSeconds(10)))
        .aggregate(new Highest(), new Each(), list, TypeInformation.of(Bid.class));
  }

  @Override
  public void format(Bid bid, ResultLine line) {
    line.add(bid.auction).add(bid.price).add(bid.bidder).add(bid.dateTime).add(bid.extra);
  }

  private static final class Highest implements AggregateFunction<Bid, List<Bid>, List<Bid>> {
    private static final long serialVersionUID = 1L;

    @Override
    public List<Bid> createAccumulator() {
      return new ArrayList<>(1);
    }

    @Override
    public List<Bid> add(Bid bid, List<Bid> highest) {
      if (!highest.isEmpty() && bid.price > highest.get(0).price) {
        highest.clear();
      }
      if (highest.isEmpty() || bid.price == highest.get(0).price) {
        highest.add(bid);
      }
      return highest;
    }

    @Override
    public List<Bid> getResult(List<Bid> highest) {
      return highest;
    }

    @Override
    public List<Bid> merge(List<Bid> left, List<Bid> right) {
      right.forEach(bid -> add(bid, left));
      return left;
    }
  }

  private static final class Each implements AllWindowFunction<List<Bid>, Bid, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void apply(TimeWindow window, Iterable<List<Bid>> highest, Collector<Bid> out) {
      highest.iterator().next().forEach(out::collect);
    }
  }
}
