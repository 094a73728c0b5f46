package io.dataflow.service.http;

import io.dataflow.service.projection.PipelineList;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.websocket.server.WebSocketHandler;
import org.eclipse.jetty.websocket.servlet.ServletUpgradeRequest;
import org.eclipse.jetty.websocket.servlet.WebSocketServletFactory;

/** WebSockets with the seed's messages: of one pipeline, or of all. */
final class PipelineSockets extends WebSocketHandler {
  private static final String ALL = "/api/v1/ws/pipelines";
  private static final int LONGEST_MESSAGE = 16 * 1024;

  private final Pipelines pipelines;
  private final PipelineList list;
  private final MetricsReader metrics;
  private final JournalWatch watch;
  private final Streams streams;
  private final Duration interval;
  private final Clock clock;

  PipelineSockets(
      Pipelines pipelines,
      PipelineList list,
      MetricsReader metrics,
      JournalWatch watch,
      Streams streams,
      Duration interval,
      Clock clock) {
    this.pipelines = pipelines;
    this.list = list;
    this.metrics = metrics;
    this.watch = watch;
    this.streams = streams;
    this.interval = interval;
    this.clock = clock;
  }

  @Override
  public void configure(WebSocketServletFactory factory) {
    factory.getPolicy().setMaxTextMessageSize(LONGEST_MESSAGE);
    factory.getPolicy().setIdleTimeout(Math.max(60_000, 10 * interval.toMillis()));
    factory.setCreator((request, response) -> socket(request));
  }

  @Override
  public void handle(
      String target, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    if (target.equals(ALL) || target.startsWith(ALL + "/")) {
      super.handle(target, base, request, response);
    } else {
      getHandler().handle(target, base, request, response);
    }
  }

  private PipelineSocket socket(ServletUpgradeRequest request) {
    String path = RequestAttributes.of(request.getHttpServletRequest()).path();
    SocketFeed feed = new SocketFeed(pipelines, list, metrics, clock);
    Streams.Ticket ticket = streams.reserve();
    String id = path.equals(ALL) ? "" : path.substring(ALL.length() + 1);
    boolean tail = request.getParameterMap().containsKey("tail");
    return new PipelineSocket(id, tail, feed, watch, ticket, interval);
  }
}
