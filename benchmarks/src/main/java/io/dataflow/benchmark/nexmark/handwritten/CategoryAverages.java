package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.event.Auction;
import io.dataflow.benchmark.nexmark.event.Bid;
import io.dataflow.benchmark.nexmark.result.ResultLine;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** q4: per category, the average of the highest bids of its auctions. */
final class CategoryAverages implements Query<Tuple2<Long, Long>> {
  private static final long serialVersionUID = 1L;

  @Override
  public DataStream<Tuple2<Long, Long>> build(Inputs inputs) {
    DataStream<Tuple4<Long, Long, Long, Long>> auctions =
        inputs
            .auctions(false)
            .map((Auction a) -> Tuple4.of(a.id, a.category, a.dateTime, a.expires))
            .returns(Types.TUPLE(Types.LONG, Types.LONG, Types.LONG, Types.LONG));
    DataStream<Tuple3<Long, Long, Long>> bids =
        inputs
            .bids()
            .map((Bid bid) -> Tuple3.of(bid.auction, bid.price, bid.dateTime))
            .returns(Types.TUPLE(Types.LONG, Types.LONG, Types.LONG));
    return auctions
        .keyBy(auction -> auction.f0)
        .connect(bids.keyBy(bid -> bid.f0))
        .process(new HighestPrices())
        .returns(Types.TUPLE(Types.LONG, Types.LONG, Types.LONG))
        .keyBy(growth -> growth.f0)
        .process(new Averages())
        .returns(Types.TUPLE(Types.LONG, Types.LONG));
  }

  @Override
  public void format(Tuple2<Long, Long> average, ResultLine line) {
    line.add(average.f0).add(average.f1);
  }

  private static final class Averages
      extends KeyedProcessFunction<Long, Tuple3<Long, Long, Long>, Tuple2<Long, Long>> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<Tuple2<Long, Long>> sums;

    @Override
    public void open(OpenContext context) {
      TypeInformation<Tuple2<Long, Long>> type = Types.TUPLE(Types.LONG, Types.LONG);
      sums = getRuntimeContext().getState(new ValueStateDescriptor<>("sum-and-count", type));
    }

    @Override
    public void processElement(
        Tuple3<Long, Long, Long> growth, Context context, Collector<Tuple2<Long, Long>> out)
        throws Exception {
      Tuple2<Long, Long> sum = sums.value();
      if (sum == null) {
        sum = Tuple2.of(0L, 0L);
      }
      sum.f0 += growth.f1;
      sum.f1 += growth.f2;
      sums.update(sum);
      out.collect(Tuple2.of(growth.f0, sum.f0 / sum.f1));
    }
  }
}
