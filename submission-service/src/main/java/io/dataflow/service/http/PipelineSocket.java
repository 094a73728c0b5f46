package io.dataflow.service.http;

import io.dataflow.service.journal.JournalUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.eclipse.jetty.websocket.api.WebSocketAdapter;
import org.eclipse.jetty.websocket.api.WriteCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open WebSocket: an update at every interval, and at once when its pipeline has changed. What
 * the client sends is ignored, as it was by the seed. Updates are left out while earlier ones have
 * not been taken.
 */
final class PipelineSocket extends WebSocketAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineSocket.class);
  private static final int MOST_UNSENT = 1_100;

  private final String pipelineId;
  private final boolean tail;
  private final SocketFeed feed;
  private final JournalWatch watch;
  private final Streams.Ticket ticket;
  private final Duration interval;
  private final AtomicInteger unsent = new AtomicInteger();
  private JournalWatch.Subscription subscription;
  private ScheduledFuture<?> ticks;

  /**
   * @param pipelineId empty: all pipelines
   * @param tail whether live records were asked for
   */
  PipelineSocket(
      String pipelineId,
      boolean tail,
      SocketFeed feed,
      JournalWatch watch,
      Streams.Ticket ticket,
      Duration interval) {
    this.pipelineId = pipelineId;
    this.tail = tail;
    this.feed = feed;
    this.watch = watch;
    this.ticket = ticket;
    this.interval = interval;
  }

  @Override
  public void onWebSocketConnect(Session session) {
    super.onWebSocketConnect(session);
    ticket.onServiceStop(() -> session.close(StatusCode.SHUTDOWN, "the service is stopping"));
    if (tail) {
      refuse("live records (?tail=) are not available yet");
      return;
    }
    if (!pipelineId.isEmpty()) {
      subscription = watch.watch(pipelineId, 0, head -> send());
    }
    ticks =
        watch
            .executor()
            .scheduleWithFixedDelay(this::send, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void send() {
    if (!isConnected() || unsent.get() > 0) {
      return;
    }
    try {
      List<String> updates =
          pipelineId.isEmpty()
              ? feed.changed()
              : feed.one(pipelineId).map(List::of).orElse(List.of());
      if (updates.isEmpty() && !pipelineId.isEmpty()) {
        refuse("Pipeline not found: " + pipelineId);
      }
      updates.stream().limit(MOST_UNSENT).forEach(this::text);
    } catch (JournalUnavailableException e) {
      text(feed.error("the journal cannot be reached; updates go on when it is back"));
    } catch (RuntimeException e) {
      LOG.warn("a WebSocket's update failed", e);
      refuse("an error of DataFlow's own");
    }
  }

  private void text(String message) {
    Session session = getSession();
    if (session != null) {
      unsent.incrementAndGet();
      session.getRemote().sendString(message, new Sent());
    }
  }

  private void refuse(String message) {
    Session session = getSession();
    if (session == null) {
      return;
    }
    session
        .getRemote()
        .sendString(
            feed.error(message),
            new WriteCallback() {
              @Override
              public void writeFailed(Throwable cause) {
                session.close(StatusCode.POLICY_VIOLATION, message);
              }

              @Override
              public void writeSuccess() {
                session.close(StatusCode.POLICY_VIOLATION, message);
              }
            });
    release();
  }

  @Override
  public void onWebSocketClose(int statusCode, String reason) {
    super.onWebSocketClose(statusCode, reason);
    release();
  }

  private void release() {
    if (subscription != null) {
      subscription.cancel();
    }
    if (ticks != null) {
      ticks.cancel(false);
    }
    ticket.giveBack();
  }

  private final class Sent implements WriteCallback {
    @Override
    public void writeFailed(Throwable cause) {
      unsent.decrementAndGet();
    }

    @Override
    public void writeSuccess() {
      unsent.decrementAndGet();
    }
  }
}
