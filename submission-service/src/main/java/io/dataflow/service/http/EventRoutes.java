package io.dataflow.service.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.service.command.LoadedPipeline;
import io.dataflow.service.journal.JournalEntry;
import java.util.List;
import java.util.Optional;

/** The journal of a pipeline, paged or live. */
final class EventRoutes {
  private static final int LIVE_PAGE = 200;

  private final Pipelines pipelines;
  private final StreamReader streams;
  private final JournalWatch watch;
  private final Streams open;
  private final EventJson json;

  EventRoutes(
      Pipelines pipelines, StreamReader streams, JournalWatch watch, Streams open, EventJson json) {
    this.pipelines = pipelines;
    this.streams = streams;
    this.watch = watch;
    this.open = open;
    this.json = json;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
                "/api/v1/pipelines/{id}/events",
                "The journal, paged; with Accept: text/event-stream it goes on live",
                "EventPage",
                this::events)
            .parameter("after", "integer", "Only events behind this sequence number")
            .parameter("limit", "integer", "At most so many events, 1 to 1000")
            .refuses(404));
  }

  private Answer events(ApiRequest request) {
    LoadedPipeline pipeline = pipelines.requireHistory(request);
    long after = request.queryNumber("after", 0, 0, Long.MAX_VALUE);
    if (request.wantsEventStream()) {
      return live(pipeline.pipelineId(), lastEventId(request).orElse(after));
    }
    int limit = (int) request.queryNumber("limit", 200, 1, 1000);
    List<JournalEntry> entries = streams.page(pipeline.pipelineId(), after, limit);
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    page.put("pipelineId", pipeline.pipelineId());
    ArrayNode events = page.putArray("events");
    entries.forEach(entry -> events.add(json.render(entry)));
    page.put("total", pipeline.head());
    long last = entries.isEmpty() ? after : entries.get(entries.size() - 1).sequenceNumber();
    if (last < pipeline.head() && !entries.isEmpty()) {
      page.put("next", last);
    } else {
      page.putNull("next");
    }
    return Answer.ok(page);
  }

  private static Optional<Long> lastEventId(ApiRequest request) {
    Optional<String> text = request.header("Last-Event-ID");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!text.get().matches("\\d{1,18}")) {
      throw Problem.of(ProblemCode.INVALID_HEADER, "Last-Event-ID is a sequence number")
          .exception();
    }
    return Optional.of(Long.parseLong(text.get()));
  }

  private Answer live(String pipelineId, long after) {
    Streams.Ticket ticket = open.reserve();
    return new Answer.Stream(sink -> new LiveEvents(pipelineId, after, sink, ticket)::stop);
  }

  /** One open stream; sends in the watch's thread. */
  private final class LiveEvents {
    private final String pipelineId;
    private final EventSource.EventSink sink;
    private final Streams.Ticket ticket;
    private final JournalWatch.Subscription subscription;
    private long sent;

    LiveEvents(String pipelineId, long after, EventSource.EventSink sink, Streams.Ticket ticket) {
      this.pipelineId = pipelineId;
      this.sink = sink;
      sent = after;
      this.ticket = ticket;
      ticket.onServiceStop(this::goodbye);
      subscription = watch.watch(pipelineId, after, this::send);
    }

    private void send(long head) {
      while (sent < head) {
        List<JournalEntry> entries = streams.page(pipelineId, sent, LIVE_PAGE);
        if (entries.isEmpty()) {
          return;
        }
        for (JournalEntry entry : entries) {
          ObjectNode event = json.render(entry);
          sent = entry.sequenceNumber();
          sink.send(Long.toString(sent), event.get("type").textValue(), JsonText.write(event));
        }
      }
    }

    private void goodbye() {
      sink.send(Long.toString(sent), "end", "{\"reason\":\"the service is stopping\"}");
      sink.close();
    }

    private void stop() {
      subscription.cancel();
      ticket.giveBack();
    }
  }
}
