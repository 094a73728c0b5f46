package io.dataflow.benchmark.nexmark.event;

import java.io.IOException;

/** Takes generated events, in order. */
public interface EventConsumer {
  void accept(Person person) throws IOException;

  void accept(Auction auction) throws IOException;

  void accept(Bid bid) throws IOException;
}
