package io.dataflow.benchmark.nexmark.handwritten;

/** The texts of a bid; a query says which of them it needs, numbers are always read. */
enum BidText {
  CHANNEL,
  URL,
  EXTRA
}
