package io.dataflow.service.http;

/** Feeds an open event stream. */
interface EventSource {
  /**
   * Called once, when the stream is open; sends to {@code sink} from any thread until the returned
   * action is run, which happens when the client is gone.
   */
  Runnable start(EventSink sink);

  /** The receiving end. */
  interface EventSink {
    /**
     * @param id what the client sends back as {@code Last-Event-ID}
     * @param data one JSON document, no line breaks
     */
    void send(String id, String event, String data);

    /** Ends the stream after what was sent. */
    void close();
  }
}
