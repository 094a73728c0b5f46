package io.dataflow.benchmark.nexmark.event;

import java.util.List;
import java.util.Locale;

/** The three kinds of events, with the columns of their files in order. */
public enum EventKind {
  PERSON("id,name,emailAddress,creditCard,city,state,dateTime,extra"),
  AUCTION("id,itemName,description,initialBid,reserve,dateTime,expires,seller,category,extra"),
  BID("auction,bidder,price,channel,url,dateTime,extra");

  private final String header;

  EventKind(String header) {
    this.header = header;
  }

  /** The columns, separated by commas. */
  public String header() {
    return header;
  }

  public List<String> columns() {
    return List.of(header.split(","));
  }

  /** The name of the kind's file without its extension. */
  public String fileName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
