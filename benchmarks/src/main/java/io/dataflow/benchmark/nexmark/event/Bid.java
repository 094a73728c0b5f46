package io.dataflow.benchmark.nexmark.event;

/** An offer for an item. A POJO in Flink's sense; times are milliseconds since the epoch. */
public final class Bid {
  public long auction;
  public long bidder;
  public long price;
  public String channel;
  public String url;
  public long dateTime;
  public String extra;
}
