package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.event.Bid;
import io.dataflow.benchmark.nexmark.result.ResultLine;
import java.math.BigDecimal;
import org.apache.flink.streaming.api.datastream.DataStream;

/** q14: bids of a price range with the time of day and the number of c's in a text. */
final class Calculation implements Query<Calculation.Calculated> {
  private static final long serialVersionUID = 1L;

  record Calculated(Bid bid, BigDecimal price, String bidTimeType, long count) {}

  @Override
  public DataStream<Calculated> build(Inputs inputs) {
    return inputs
        .bids(BidText.EXTRA)
        // 1 000 000 < 0.908 price < 50 000 000, in thousandths
        .filter(bid -> bid.price * 908 > 1_000_000_000L && bid.price * 908 < 50_000_000_000L)
        .map(
            bid ->
                new Calculated(
                    bid,
                    Currency.convert(bid.price),
                    timeOfDay(bid.dateTime),
                    count(bid.extra, 'c')))
        .returns(Calculated.class);
  }

  private static String timeOfDay(long millis) {
    int hour = Times.hour(millis);
    if (hour >= 8 && hour <= 18) {
      return "dayTime";
    }
    return hour <= 6 || hour >= 20 ? "nightTime" : "otherTime";
  }

  private static long count(String text, char wanted) {
    long count = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == wanted) {
        count++;
      }
    }
    return count;
  }

  @Override
  public void format(Calculated calculated, ResultLine line) {
    Bid bid = calculated.bid;
    line.add(bid.auction).add(bid.bidder).add(calculated.price).add(calculated.bidTimeType);
    line.add(bid.dateTime).add(bid.extra).add(calculated.count);
  }
}
