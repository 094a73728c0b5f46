package io.dataflow.benchmark.nexmark.handwritten;

import io.dataflow.benchmark.nexmark.event.Bid;
import io.dataflow.benchmark.nexmark.result.ResultLine;

/** Counts of bids in three ranks of price: rank 0 is all, 1 to 3 are the ranks. A Flink POJO. */
public final class BidStatistics {
  static final int RANKS = 4;

  public String channel;
  public String day;
  public String minute;
  public long[] bids = new long[RANKS];
  public long[] bidders = new long[RANKS];
  public long[] auctions = new long[RANKS];

  static int rank(long price) {
    if (price < 10_000) {
      return 1;
    }
    return price < 1_000_000 ? 2 : 3;
  }

  void add(Bid bid) {
    bids[0]++;
    bids[rank(bid.price)]++;
  }

  /**
   * Counts a value for the ranks that it is new in.
   *
   * @param seen a bit for each rank
   * @return the bits with the value counted in
   */
  static int countNew(long[] counts, int seen, int rank) {
    int now = seen | 1 | (1 << rank);
    int added = now & ~seen;
    if (added != 0) {
      counts[0] += added & 1;
      counts[rank] += (added >> rank) & 1;
    }
    return now;
  }

  void appendCounts(ResultLine line) {
    for (long[] counts : new long[][] {bids, bidders, auctions}) {
      for (long count : counts) {
        line.add(count);
      }
    }
  }
}
