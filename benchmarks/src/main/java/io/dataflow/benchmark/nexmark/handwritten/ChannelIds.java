package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.event.Bid;
import io.dataflow.benchmark.nexmark.result.ResultLine;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;

/** q21: every bid with the id of its channel, which is known or stands in the URL. */
final class ChannelIds implements Query<ChannelIds.Identified> {
  private static final long serialVersionUID = 1L;

  record Identified(long auction, long bidder, long price, String channel, String channelId) {}

  @Override
  public DataStream<Identified> build(Inputs inputs) {
    return inputs
        .bids(BidText.CHANNEL, BidText.URL)
        .flatMap(new Identify())
        .returns(Identified.class);
  }

  @Override
  public void format(Identified bid, ResultLine line) {
    line.add(bid.auction).add(bid.bidder).add(bid.price).add(bid.channel).add(bid.channelId);
  }

  private static final class Identify extends RichFlatMapFunction<Bid, Identified> {
    private static final long serialVersionUID = 1L;
    private static final Pattern ID = Pattern.compile("(&|^)channel_id=([^&]*)");

    @Override
    public void flatMap(Bid bid, Collector<Identified> out) {
      String id =
          switch (bid.channel.toLowerCase(Locale.ROOT)) {
            case "apple" -> "0";
            case "google" -> "1";
            case "facebook" -> "2";
            case "baidu" -> "3";
            default -> inUrl(bid.url);
          };
      if (id != null) {
        out.collect(new Identified(bid.auction, bid.bidder, bid.price, bid.channel, id));
      }
    }

    private static String inUrl(String url) {
      Matcher matcher = ID.matcher(url);
      return matcher.find() ? matcher.group(2) : null;
    }
  }
}
