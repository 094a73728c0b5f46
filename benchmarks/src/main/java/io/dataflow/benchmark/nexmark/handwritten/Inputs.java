package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.event.Auction;
import io.dataflow.benchmark.nexmark.event.Bid;
import io.dataflow.benchmark.nexmark.event.EventFormat;
import io.dataflow.benchmark.nexmark.event.Person;
import io.dataflow.benchmark.nexmark.worker.JobRequest;
import io.dataflow.benchmark.nexmark.worker.JobSetup;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The streams of events that queries begin with. */
final class Inputs {
  private final StreamExecutionEnvironment environment;
  private final JobRequest request;

  Inputs(StreamExecutionEnvironment environment, JobRequest request) {
    this.environment = environment;
    this.request = request;
  }

  Path sideInput() {
    return request.data().resolve("side-input.csv");
  }

  /** Without event time. */
  DataStream<Bid> bids(BidText... texts) {
    return bids(WatermarkStrategy.noWatermarks(), texts);
  }

  DataStream<Bid> timedBids(BidText... texts) {
    return bids(
        WatermarkStrategy.<Bid>forBoundedOutOfOrderness(JobSetup.OUT_OF_ORDERNESS)
            .withTimestampAssigner((bid, ignored) -> bid.dateTime),
        texts);
  }

  private DataStream<Bid> bids(WatermarkStrategy<Bid> watermarks, BidText... texts) {
    EnumSet<BidText> needed = EnumSet.noneOf(BidText.class);
    needed.addAll(List.of(texts));
    return read("bid", BidParsers.of(request.format(), needed), Bid.class, watermarks);
  }

  /** Without event time. */
  DataStream<Auction> auctions(boolean texts) {
    return read(
        "auction",
        AuctionParsers.of(request.format(), texts),
        Auction.class,
        WatermarkStrategy.noWatermarks());
  }

  DataStream<Auction> timedAuctions() {
    return read(
        "auction",
        AuctionParsers.of(request.format(), false),
        Auction.class,
        WatermarkStrategy.<Auction>forBoundedOutOfOrderness(JobSetup.OUT_OF_ORDERNESS)
            .withTimestampAssigner((auction, ignored) -> auction.dateTime));
  }

  /** Without event time. */
  DataStream<Person> persons() {
    return persons(WatermarkStrategy.noWatermarks());
  }

  DataStream<Person> timedPersons() {
    return persons(
        WatermarkStrategy.<Person>forBoundedOutOfOrderness(JobSetup.OUT_OF_ORDERNESS)
            .withTimestampAssigner((person, ignored) -> person.dateTime));
  }

  private DataStream<Person> persons(WatermarkStrategy<Person> watermarks) {
    return read("person", PersonParsers.of(request.format()), Person.class, watermarks);
  }

  private <T> DataStream<T> read(
      String name, LineParser<T> parser, Class<T> type, WatermarkStrategy<T> watermarks) {
    LineFormat<T> format =
        new LineFormat<>(parser, TypeInformation.of(type), request.format() == EventFormat.CSV);
    FileSource<T> source =
        FileSource.forRecordStreamFormat(
                format, new org.apache.flink.core.fs.Path(request.file(name).toUri()))
            .build();
    return environment.fromSource(source, watermarks, name);
  }
}
