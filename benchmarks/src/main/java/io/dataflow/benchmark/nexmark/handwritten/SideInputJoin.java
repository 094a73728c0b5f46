package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.event.Bid;
import io.dataflow.benchmark.nexmark.result.ResultLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;

/** q13: every bid with the row of a small file that its auction points at. */
final class SideInputJoin implements Query<SideInputJoin.Enriched> {
  private static final long serialVersionUID = 1L;

  record Enriched(Bid bid, String value) {}

  @Override
  public DataStream<Enriched> build(Inputs inputs) {
    return inputs.bids().flatMap(new Lookup(inputs.sideInput().toString())).returns(Enriched.class);
  }

  @Override
  public void format(Enriched enriched, ResultLine line) {
    Bid bid = enriched.bid;
    line.add(bid.auction).add(bid.bidder).add(bid.price).add(bid.dateTime).add(enriched.value);
  }

  private static final class Lookup extends RichFlatMapFunction<Bid, Enriched> {
    private static final long serialVersionUID = 1L;

    private final String file;
    private transient Map<Long, String> values;

    Lookup(String file) {
      this.file = file;
    }

    @Override
    public void open(OpenContext context) throws IOException {
      values = new HashMap<>();
      try (BufferedReader reader = Files.newBufferedReader(Path.of(file))) {
        reader.readLine();
        String line;
        while ((line = reader.readLine()) != null) {
          int comma = line.indexOf(',');
          values.put(Long.parseLong(line.substring(0, comma)), line.substring(comma + 1));
        }
      }
    }

    @Override
    public void flatMap(Bid bid, Collector<Enriched> out) {
      String value = values.get(bid.auction % 10_000);
      if (value != null) {
        out.collect(new Enriched(bid, value));
      }
    }
  }
}
