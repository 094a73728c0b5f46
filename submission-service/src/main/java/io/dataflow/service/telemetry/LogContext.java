package io.dataflow.service.telemetry;

import java.util.Map;
import org.slf4j.MDC;

/**
 * The keys that a log line carries while this is open: {@code pipelineId}, {@code attempt}, {@code
 * traceId}. To be used in try-with-resources; what was there before comes back.
 */
public final class LogContext implements AutoCloseable {
  private final Map<String, String> before;

  private LogContext() {
    before = MDC.getCopyOfContextMap();
  }

  public static LogContext open() {
    return new LogContext();
  }

  public LogContext pipeline(String pipelineId) {
    MDC.put("pipelineId", pipelineId);
    return this;
  }

  public LogContext attempt(int attempt) {
    MDC.put("attempt", Integer.toString(attempt));
    return this;
  }

  public LogContext trace(String traceId) {
    MDC.put("traceId", traceId);
    return this;
  }

  @Override
  public void close() {
    if (before == null) {
      MDC.clear();
    } else {
      MDC.setContextMap(before);
    }
  }
}
