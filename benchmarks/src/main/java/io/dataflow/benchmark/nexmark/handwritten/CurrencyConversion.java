package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.result.ResultLine;
import java.math.BigDecimal;
import org.apache.flink.streaming.api.datastream.DataStream;

/** q1: every bid with its price in another currency. */
final class CurrencyConversion implements Query<CurrencyConversion.Converted> {
  private static final long serialVersionUID = 1L;

  record Converted(long auction, long bidder, BigDecimal price, long dateTime, String extra) {}

  @Override
  public DataStream<Converted> build(Inputs inputs) {
    return inputs
        .bids(BidText.EXTRA)
        .map(
            bid ->
                new Converted(
                    bid.auction, bid.bidder, Currency.convert(bid.price), bid.dateTime, bid.extra))
        .returns(Converted.class);
  }

  @Override
  public void format(Converted bid, ResultLine line) {
    line.add(bid.auction).add(bid.bidder).add(bid.price).add(bid.dateTime).add(bid.extra);
  }
}
