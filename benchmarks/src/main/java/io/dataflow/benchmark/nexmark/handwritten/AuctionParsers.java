package io.dataflow.benchmark.nexmark.handwritten;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.dataflow.benchmark.nexmark.event.Auction;
import io.dataflow.benchmark.nexmark.event.EventFormat;
import java.io.IOException;

/** Parsers of auctions; the texts are only read if they are needed. */
final class AuctionParsers {
  private AuctionParsers() {}

  static LineParser<Auction> of(EventFormat format, boolean texts) {
    return format == EventFormat.CSV ? new Csv(texts) : new Json(texts);
  }

  private static final class Csv implements LineParser<Auction> {
    private static final long serialVersionUID = 1L;

    private final boolean texts;
    private transient CsvFields fields;

    Csv(boolean texts) {
      this.texts = texts;
    }

    @Override
    public Auction parse(byte[] line, int from, int to) {
      if (fields == null) {
        fields = new CsvFields();
      }
      CsvFields in = fields;
      in.start(line, from, to);
      Auction auction = new Auction();
      auction.id = in.nextLong();
      if (texts) {
        auction.itemName = in.nextText();
        auction.description = in.nextText();
      } else {
        in.next();
        in.next();
      }
      auction.initialBid = in.nextLong();
      auction.reserve = in.nextLong();
      auction.dateTime = in.nextTime();
      auction.expires = in.nextTime();
      auction.seller = in.nextLong();
      auction.category = in.nextLong();
      auction.extra = texts ? in.nextText() : null;
      return auction;
    }
  }

  private static final class Json implements LineParser<Auction> {
    private static final long serialVersionUID = 1L;

    private final boolean texts;
    private transient JsonFactory factory;

    Json(boolean texts) {
      this.texts = texts;
    }

    @Override
    public Auction parse(byte[] line, int from, int to) throws IOException {
      if (factory == null) {
        factory = new JsonFactory();
      }
      Auction auction = new Auction();
      try (JsonParser json = factory.createParser(line, from, to - from)) {
        json.nextToken();
        String name;
        while ((name = json.nextFieldName()) != null) {
          json.nextToken();
          switch (name) {
            case "id" -> auction.id = json.getLongValue();
            case "itemName" -> auction.itemName = texts ? json.getText() : null;
            case "description" -> auction.description = texts ? json.getText() : null;
            case "initialBid" -> auction.initialBid = json.getLongValue();
            case "reserve" -> auction.reserve = json.getLongValue();
            case "dateTime" -> auction.dateTime = Times.parse(json.getText());
            case "expires" -> auction.expires = Times.parse(json.getText());
            case "seller" -> auction.seller = json.getLongValue();
            case "category" -> auction.category = json.getLongValue();
            case "extra" -> auction.extra = texts ? json.getText() : null;
            default -> json.skipChildren();
          }
        }
      }
      return auction;
    }
  }
}
