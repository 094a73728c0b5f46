package io.dataflow.benchmark.nexmark.handwritten;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.dataflow.benchmark.nexmark.event.Bid;
import io.dataflow.benchmark.nexmark.event.EventFormat;
import java.io.IOException;
import java.util.Set;

/** Parsers of bids. */
final class BidParsers {
  private BidParsers() {}

  static LineParser<Bid> of(EventFormat format, Set<BidText> needed) {
    boolean channel = needed.contains(BidText.CHANNEL);
    boolean url = needed.contains(BidText.URL);
    boolean extra = needed.contains(BidText.EXTRA);
    return format == EventFormat.CSV ? new Csv(channel, url, extra) : new Json(channel, url, extra);
  }

  private static final class Csv implements LineParser<Bid> {
    private static final long serialVersionUID = 1L;

    private final boolean channel;
    private final boolean url;
    private final boolean extra;
    private transient CsvFields fields;

    Csv(boolean channel, boolean url, boolean extra) {
      this.channel = channel;
      this.url = url;
      this.extra = extra;
    }

    @Override
    public Bid parse(byte[] line, int from, int to) {
      if (fields == null) {
        fields = new CsvFields();
      }
      CsvFields in = fields;
      in.start(line, from, to);
      Bid bid = new Bid();
      bid.auction = in.nextLong();
      bid.bidder = in.nextLong();
      bid.price = in.nextLong();
      if (channel) {
        bid.channel = in.nextText();
      } else {
        in.next();
      }
      if (url) {
        bid.url = in.nextText();
      } else {
        in.next();
      }
      bid.dateTime = in.nextTime();
      if (extra) {
        bid.extra = in.nextText();
      }
      return bid;
    }
  }

  private static final class Json implements LineParser<Bid> {
    private static final long serialVersionUID = 1L;

    private final boolean channel;
    private final boolean url;
    private final boolean extra;
    private transient JsonFactory factory;

    Json(boolean channel, boolean url, boolean extra) {
      this.channel = channel;
      this.url = url;
      this.extra = extra;
    }

    @Override
    public Bid parse(byte[] line, int from, int to) throws IOException {
      if (factory == null) {
        factory = new JsonFactory();
      }
      Bid bid = new Bid();
      try (JsonParser json = factory.createParser(line, from, to - from)) {
        json.nextToken();
        String name;
        while ((name = json.nextFieldName()) != null) {
          json.nextToken();
          switch (name) {
            case "auction" -> bid.auction = json.getLongValue();
            case "bidder" -> bid.bidder = json.getLongValue();
            case "price" -> bid.price = json.getLongValue();
            case "channel" -> bid.channel = channel ? json.getText() : null;
            case "url" -> bid.url = url ? json.getText() : null;
            case "dateTime" -> bid.dateTime = Times.parse(json.getText());
            case "extra" -> bid.extra = extra ? json.getText() : null;
            default -> json.skipChildren();
          }
        }
      }
      return bid;
    }
  }
}
