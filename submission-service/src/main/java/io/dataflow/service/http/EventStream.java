package io.dataflow.service.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletResponse;

/**
 * An open {@code text/event-stream}, written without a thread. A client that does not read is cut
 * off when {@value #MAX_QUEUED} events wait for it: it comes back with {@code Last-Event-ID}.
 */
final class EventStream implements WriteListener, AsyncListener, EventSource.EventSink {
  private static final int MAX_QUEUED = 1_000;

  private final AsyncContext async;
  private final EventSource source;
  private final Deque<byte[]> queue = new ArrayDeque<>();
  private ServletOutputStream output;
  private Runnable stop = () -> {};
  private boolean flushed;
  private boolean closing;
  private boolean ended;

  EventStream(AsyncContext async, EventSource source) {
    this.async = async;
    this.source = source;
  }

  void open() throws IOException {
    HttpServletResponse response = (HttpServletResponse) async.getResponse();
    response.setStatus(200);
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("X-Accel-Buffering", "no");
    async.addListener(this);
    synchronized (this) {
      output = response.getOutputStream();
      queue.add(": open\n\n".getBytes(StandardCharsets.UTF_8));
    }
    Runnable started = source.start(this);
    boolean over;
    synchronized (this) {
      stop = started;
      over = ended;
    }
    if (over) {
      started.run();
    } else {
      output.setWriteListener(this);
    }
  }

  @Override
  public void send(String id, String event, String data) {
    String text = "id: " + id + "\nevent: " + event + "\ndata: " + data + "\n\n";
    enqueue(text.getBytes(StandardCharsets.UTF_8));
  }

  private void enqueue(byte[] bytes) {
    synchronized (this) {
      if (ended || closing) {
        return;
      }
      if (queue.size() >= MAX_QUEUED) {
        closing = true;
        queue.clear();
      } else {
        queue.add(bytes);
      }
    }
    drain();
  }

  @Override
  public void close() {
    synchronized (this) {
      closing = true;
    }
    drain();
  }

  @Override
  public void onWritePossible() {
    synchronized (this) {
      flushed = true;
    }
    drain();
  }

  private void drain() {
    boolean finish = false;
    synchronized (this) {
      if (!flushed || ended) {
        return;
      }
      try {
        boolean wrote = false;
        while (output.isReady()) {
          byte[] next = queue.poll();
          if (next != null) {
            output.write(next);
            wrote = true;
          } else if (wrote) {
            output.flush();
            wrote = false;
          } else {
            finish = closing;
            break;
          }
        }
      } catch (IOException e) {
        finish = true;
      }
    }
    if (finish) {
      end();
      async.complete();
    }
  }

  private void end() {
    Runnable action;
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      action = stop;
    }
    action.run();
  }

  @Override
  public void onError(Throwable cause) {
    end();
    async.complete();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    end();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    async.complete();
  }

  @Override
  public void onError(AsyncEvent event) {
    end();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
