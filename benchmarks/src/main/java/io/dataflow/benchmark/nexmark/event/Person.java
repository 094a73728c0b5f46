package io.dataflow.benchmark.nexmark.event;

/** Someone who sells and bids. A POJO in Flink's sense; times are milliseconds since the epoch. */
public final class Person {
  public long id;
  public String name;
  public String emailAddress;
  public String creditCard;
  public String city;
  public String state;
  public long dateTime;
  public String extra;
}
