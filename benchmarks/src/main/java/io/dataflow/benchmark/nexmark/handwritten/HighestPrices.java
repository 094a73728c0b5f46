package io.dataflow.benchmark.nexmark.handwritten;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/** Gives (category, growth of the highest bid, 1 for an auction's first bid). */
final class HighestPrices
    extends KeyedCoProcessFunction<
        Long, Tuple4<Long, Long, Long, Long>, Tuple3<Long, Long, Long>, Tuple3<Long, Long, Long>> {
  private static final long serialVersionUID = 1L;

  private transient ValueState<Tuple4<Long, Long, Long, Long>> auctions;
  private transient ListState<Tuple3<Long, Long, Long>> early;
  private transient ValueState<Long> highest;

  @Override
  public void open(OpenContext context) {
    TypeInformation<Tuple4<Long, Long, Long, Long>> auctionType =
        Types.TUPLE(Types.LONG, Types.LONG, Types.LONG, Types.LONG);
    TypeInformation<Tuple3<Long, Long, Long>> bidType =
        Types.TUPLE(Types.LONG, Types.LONG, Types.LONG);
    auctions = getRuntimeContext().getState(new ValueStateDescriptor<>("auction", auctionType));
    early = getRuntimeContext().getListState(new ListStateDescriptor<>("early", bidType));
    highest = getRuntimeContext().getState(new ValueStateDescriptor<>("highest", Types.LONG));
  }

  @Override
  public void processElement1(
      Tuple4<Long, Long, Long, Long> auction,
      Context context,
      Collector<Tuple3<Long, Long, Long>> out)
      throws Exception {
    auctions.update(auction);
    for (Tuple3<Long, Long, Long> bid : early.get()) {
      offer(auction, bid, out);
    }
    early.clear();
  }

  @Override
  public void processElement2(
      Tuple3<Long, Long, Long> bid, Context context, Collector<Tuple3<Long, Long, Long>> out)
      throws Exception {
    Tuple4<Long, Long, Long, Long> auction = auctions.value();
    if (auction == null) {
      early.add(bid);
    } else {
      offer(auction, bid, out);
    }
  }

  private void offer(
      Tuple4<Long, Long, Long, Long> auction,
      Tuple3<Long, Long, Long> bid,
      Collector<Tuple3<Long, Long, Long>> out)
      throws Exception {
    if (bid.f2 < auction.f2 || bid.f2 > auction.f3) {
      return;
    }
    Long before = highest.value();
    if (before == null || bid.f1 > before) {
      highest.update(bid.f1);
      out.collect(
          Tuple3.of(auction.f1, bid.f1 - (before == null ? 0 : before), before == null ? 1L : 0L));
    }
  }
}
