package io.dataflow.benchmark.nexmark.event;

/** An item for sale. A POJO in Flink's sense; times are milliseconds since the epoch. */
public final class Auction {
  public long id;
  public String itemName;
  public String description;
  public long initialBid;
  public long reserve;
  public long dateTime;
  public long expires;
  public long seller;
  public long category;
  public String extra;
}
