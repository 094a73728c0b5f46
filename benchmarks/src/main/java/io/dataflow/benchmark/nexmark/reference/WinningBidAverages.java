package io.dataflow.benchmark.nexmark.reference;

import io.dataflow.benchmark.nexmark.event.Auction;
import io.dataflow.benchmark.nexmark.event.Bid;
import io.dataflow.benchmark.nexmark.event.EventConsumer;
import io.dataflow.benchmark.nexmark.event.EventGenerator;
import io.dataflow.benchmark.nexmark.event.GeneratorSettings;
import io.dataflow.benchmark.nexmark.event.Person;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * q6: for every seller, the average of the last ten winning bids, as it stands at the end. An
 * auction's winning bid is the highest one until it expires, the earliest of several; auctions
 * count in the order in which they expire, then by id. Flink SQL cannot express it: its OVER
 * windows take no updating input.
 */
public final class WinningBidAverages {
  public static final String QUERY = "q6";
  private static final int LAST = 10;

  private final GeneratorSettings settings;

  public WinningBidAverages(GeneratorSettings settings) {
    this.settings = settings;
  }

  private static final class Collected implements EventConsumer {
    private final Map<Long, Auction> auctions = new HashMap<>();
    private final Map<Long, Bid> highest = new HashMap<>();
    private final Map<Long, List<Bid>> early = new HashMap<>();

    @Override
    public void accept(Person person) {}

    @Override
    public void accept(Auction auction) {
      auctions.put(auction.id, auction);
      List<Bid> waiting = early.remove(auction.id);
      if (waiting != null) {
        waiting.forEach(bid -> offer(auction, bid));
      }
    }

    @Override
    public void accept(Bid bid) {
      Auction auction = auctions.get(bid.auction);
      if (auction == null) {
        early.computeIfAbsent(bid.auction, key -> new ArrayList<>()).add(bid);
      } else {
        offer(auction, bid);
      }
    }

    private void offer(Auction auction, Bid bid) {
      if (bid.dateTime < auction.dateTime || bid.dateTime > auction.expires) {
        return;
      }
      highest.merge(
          auction.id,
          bid,
          (before, now) ->
              now.price > before.price
                      || (now.price == before.price && now.dateTime < before.dateTime)
                  ? now
                  : before);
    }
  }

  /** Writes the result as a sink would. */
  public void write(Path folder) throws IOException {
    Collected collected = new Collected();
    new EventGenerator(settings).generate(collected);
    Map<Long, Deque<Long>> lastPrices = new TreeMap<>();
    collected.auctions.values().stream()
        .filter(auction -> collected.highest.containsKey(auction.id))
        .sorted(
            Comparator.comparingLong((Auction auction) -> auction.expires)
                .thenComparingLong(auction -> auction.id))
        .forEach(
            auction -> {
              Deque<Long> prices =
                  lastPrices.computeIfAbsent(auction.seller, key -> new ArrayDeque<>());
              prices.addLast(collected.highest.get(auction.id).price);
              if (prices.size() > LAST) {
                prices.removeFirst();
              }
            });
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("changes-0"))) {
      for (Map.Entry<Long, Deque<Long>> entry : lastPrices.entrySet()) {
        long sum = entry.getValue().stream().mapToLong(Long::longValue).sum();
        out.write("+" + entry.getKey() + "|" + sum / entry.getValue().size() + "\n");
      }
    }
  }
}
