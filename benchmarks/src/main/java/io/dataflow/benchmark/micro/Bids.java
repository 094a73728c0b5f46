package io.dataflow.benchmark.micro;

import io.dataflow.benchmark.nexmark.event.Auction;
import io.dataflow.benchmark.nexmark.event.Bid;
import io.dataflow.benchmark.nexmark.event.EventConsumer;
import io.dataflow.benchmark.nexmark.event.EventFormat;
import io.dataflow.benchmark.nexmark.event.EventGenerator;
import io.dataflow.benchmark.nexmark.event.EventLines;
import io.dataflow.benchmark.nexmark.event.GeneratorSettings;
import io.dataflow.benchmark.nexmark.event.Person;
import io.dataflow.record.Row;
import io.dataflow.runtime.format.CsvDialect;
import io.dataflow.runtime.format.RecordFormat;
import io.dataflow.runtime.format.RecordFramer;
import io.dataflow.runtime.format.RowDecoder;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.TypeParser;
import io.dataflow.schema.TypeSyntaxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Nexmark's bids, as bytes and as rows. */
final class Bids {
  static final int COUNT = 920;
  private static final int EVENTS = 1000;

  static final RecordSchema SCHEMA =
      schema(
          "auction BIGINT, bidder BIGINT, price BIGINT, channel STRING, url STRING,"
              + " dateTime TIMESTAMP(3), extra STRING");

  private Bids() {}

  static RecordSchema schema(String fields) {
    try {
      return ((FieldType.Nested) TypeParser.parse("ROW<" + fields + ">")).schema();
    } catch (TypeSyntaxException e) {
      throw new IllegalArgumentException(fields, e);
    }
  }

  /** All fields, or the named ones, in the schema's order. */
  static RecordSchema projected(String names) {
    if (names.equals("all")) {
      return SCHEMA;
    }
    List<String> wanted = Arrays.asList(names.split(","));
    return new RecordSchema(
        SCHEMA.fields().stream().filter(field -> wanted.contains(field.name())).toList());
  }

  static RecordFormat format(String name) {
    return name.equals("csv")
        ? RecordFormat.csv(CsvDialect.RFC_4180.withHeader(false))
        : RecordFormat.json();
  }

  static byte[] bytes(String format) {
    BidLines lines = new BidLines(EventFormat.of(format));
    try {
      new EventGenerator(GeneratorSettings.of(1, EVENTS)).generate(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines.text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static final class BidLines implements EventConsumer {
    private final StringBuilder text = new StringBuilder();
    private final EventLines lines;

    BidLines(EventFormat format) {
      lines = new EventLines(format);
    }

    @Override
    public void accept(Person person) {}

    @Override
    public void accept(Auction auction) {}

    @Override
    public void accept(Bid bid) {
      text.append(lines.of(bid));
    }
  }

  static Row[] rows() {
    byte[] bytes = bytes("csv");
    RowDecoder decoder = format("csv").decoder(SCHEMA, SCHEMA);
    Row[] rows = new Row[COUNT];
    RecordFramer framer = format("csv").framer();
    int at = 0;
    for (int i = 0; i < COUNT; i++) {
      int end = framer.end(bytes, at, bytes.length, true);
      rows[i] = decoder.decodeRecord(bytes, at, end);
      at = end;
    }
    return rows;
  }
}
