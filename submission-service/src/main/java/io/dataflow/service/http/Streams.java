package io.dataflow.service.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The event streams and WebSockets that are open: bounded in number, and ended with a reason. */
final class Streams implements AutoCloseable {
  private final int limit;
  private final Set<Ticket> open = ConcurrentHashMap.newKeySet();

  Streams(int limit) {
    this.limit = limit;
  }

  /** A place for one stream, or a 503. */
  synchronized Ticket reserve() {
    if (open.size() >= limit) {
      throw Problem.of(
              ProblemCode.BUSY,
              "at most "
                  + limit
                  + " streams can be open at the same time (dataflow.api.max-streams)")
          .withHeader("Retry-After", "5")
          .exception();
    }
    Ticket ticket = new Ticket();
    open.add(ticket);
    return ticket;
  }

  int size() {
    return open.size();
  }

  @Override
  public void close() {
    open.forEach(ticket -> ticket.end.run());
  }

  /** Given back when the stream is over. */
  final class Ticket {
    private volatile Runnable end = () -> {};

    /** What tells the client that the service stops, and closes. */
    void onServiceStop(Runnable action) {
      end = action;
    }

    void giveBack() {
      open.remove(this);
    }
  }
}
