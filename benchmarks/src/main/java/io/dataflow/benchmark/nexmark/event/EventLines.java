package io.dataflow.benchmark.nexmark.event;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Events as lines of text. Generated texts hold neither delimiters nor quotes, so nothing is
 * escaped. Times are {@code 2026-01-31 23:55:00.000}.
 */
public final class EventLines {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final EventFormat format;
  private final StringBuilder line = new StringBuilder(512);

  public EventLines(EventFormat format) {
    this.format = format;
  }

  public static String header(EventKind kind) {
    return kind.header() + "\n";
  }

  public String of(Person person) {
    return line(
        EventKind.PERSON,
        person.id,
        person.name,
        person.emailAddress,
        person.creditCard,
        person.city,
        person.state,
        time(person.dateTime),
        person.extra);
  }

  public String of(Auction auction) {
    return line(
        EventKind.AUCTION,
        auction.id,
        auction.itemName,
        auction.description,
        auction.initialBid,
        auction.reserve,
        time(auction.dateTime),
        time(auction.expires),
        auction.seller,
        auction.category,
        auction.extra);
  }

  public String of(Bid bid) {
    return line(
        EventKind.BID,
        bid.auction,
        bid.bidder,
        bid.price,
        bid.channel,
        bid.url,
        time(bid.dateTime),
        bid.extra);
  }

  private static String time(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis));
  }

  private String line(EventKind kind, Object... values) {
    line.setLength(0);
    if (format == EventFormat.CSV) {
      for (int i = 0; i < values.length; i++) {
        line.append(i == 0 ? "" : ",").append(values[i]);
      }
    } else {
      List<String> columns = kind.columns();
      for (int i = 0; i < values.length; i++) {
        line.append(i == 0 ? "{\"" : ",\"").append(columns.get(i)).append("\":");
        String quote = values[i] instanceof String ? "\"" : "";
        line.append(quote).append(values[i]).append(quote);
      }
      line.append('}');
    }
    return line.append('\n').toString();
  }
}
