package io.dataflow.benchmark.nexmark.worker;

import java.util.List;
import java.util.stream.IntStream;

/** What the contestants and the comparison must agree about. */
public final class QueryCatalogue {
  private static final List<QueryResult> RESULTS =
      List.of(
          rows("q0", "auction bidder price dateTime extra"),
          rows("q1", "auction bidder price dateTime extra"),
          rows("q2", "auction price"),
          rows("q3", "name city state auction"),
          keyed("q4", 1, "category average"),
          rows("q5", "auction num"),
          rows("q6", "seller average"),
          rows("q7", "auction price bidder dateTime extra"),
          rows("q8", "id name starttime"),
          keyed(
              "q9",
              1,
              "id itemName description initialBid reserve dateTime expires seller category extra"
                  + " auction bidder price bidTime bidExtra"),
          rows("q10", "auction bidder price dateTime extra dt hm"),
          rows("q11", "bidder bid_count window_start window_end"),
          new QueryResult("q12", columns("bidder bid_count"), List.of(), false),
          rows("q13", "auction bidder price dateTime value"),
          rows("q14", "auction bidder price bidTimeType dateTime extra c_counts"),
          keyed("q15", 1, "day " + statistics()),
          keyed("q16", 2, "channel day minute " + statistics()),
          keyed(
              "q17",
              2,
              "auction day total_bids rank1_bids rank2_bids rank3_bids min_price max_price"
                  + " avg_price sum_price"),
          keyed("q18", 2, "auction bidder price channel url dateTime extra"),
          new QueryResult(
              "q19",
              columns("auction bidder price channel url dateTime extra rank"),
              List.of(0, 7),
              true),
          rows(
              "q20",
              "auction bidder price channel url dateTime extra itemName description initialBid"
                  + " reserve auctionTime expires seller category auctionExtra"),
          rows("q21", "auction bidder price channel channel_id"),
          rows("q22", "auction bidder price channel dir1 dir2 dir3"),
          rows("hop", "key bids total window_start window_end"),
          rows("steps-1", "auction bidder price dateTime extra"),
          rows("steps-10", "auction bidder price dateTime extra"));

  private QueryCatalogue() {}

  /**
   * The result of a query.
   *
   * @param columns in the order of the canonical text, by the names of DataFlow's definitions
   * @param key positions of the columns that identify a row of an updating result; empty: rows may
   *     be there several times
   * @param deterministic whether it follows from the events alone, so that contestants can be
   *     compared
   */
  public record QueryResult(
      String query, List<String> columns, List<Integer> key, boolean deterministic) {}

  private static String statistics() {
    return "total_bids rank1_bids rank2_bids rank3_bids"
        + " total_bidders rank1_bidders rank2_bidders rank3_bidders"
        + " total_auctions rank1_auctions rank2_auctions rank3_auctions";
  }

  private static QueryResult rows(String query, String columns) {
    return new QueryResult(query, columns(columns), List.of(), true);
  }

  /** The first columns are the key. */
  private static QueryResult keyed(String query, int keyColumns, String columns) {
    List<Integer> key = IntStream.range(0, keyColumns).boxed().toList();
    return new QueryResult(query, columns(columns), key, true);
  }

  private static List<String> columns(String names) {
    return List.of(names.split(" "));
  }

  public static QueryResult of(String query) {
    return RESULTS.stream()
        .filter(result -> result.query().equals(query))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no query '" + query + "', only " + String.join(", ", queries())));
  }

  public static List<String> queries() {
    return RESULTS.stream().map(QueryResult::query).toList();
  }
}
