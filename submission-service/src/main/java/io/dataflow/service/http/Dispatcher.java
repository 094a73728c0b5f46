package io.dataflow.service.http;

import io.dataflow.service.telemetry.LogContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spark.Request;

/** Turns a routed request into a call of its endpoint's handler, and what comes back into bytes. */
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final HttpSettings settings;
  private final AnswerWriter writer;
  private final MeterRegistry meters;

  Dispatcher(HttpSettings settings, AnswerWriter writer, MeterRegistry meters) {
    this.settings = settings;
    this.writer = writer;
    this.meters = meters;
  }

  /** Always answers; never throws but for a client that is gone. */
  void dispatch(Endpoint endpoint, Request sparkRequest, HttpServletResponse response)
      throws IOException {
    HttpServletRequest raw = sparkRequest.raw();
    RequestAttributes attributes = RequestAttributes.of(raw);
    Timer.Sample sample = Timer.start(meters);
    try (LogContext context = LogContext.open().trace(attributes.traceId())) {
      Answer answer = answer(endpoint, sparkRequest, raw, attributes, context);
      writer.write(raw, response, answer);
    } finally {
      sample.stop(
          Timer.builder("dataflow.http.requests")
              .description("Time until a request's handler was done")
              .tag("method", endpoint.method())
              .tag("route", endpoint.path())
              .tag("status", Integer.toString(response.getStatus()))
              .register(meters));
    }
  }

  private Answer answer(
      Endpoint endpoint,
      Request sparkRequest,
      HttpServletRequest raw,
      RequestAttributes attributes,
      LogContext context) {
    try {
      AccessControl.checkRole(attributes.caller(), endpoint.role());
      Map<String, String> pathParameters = new HashMap<>();
      sparkRequest.params().forEach((name, value) -> pathParameters.put(name.substring(1), value));
      String id = pathParameters.get("id");
      if (id != null) {
        context.pipeline(id);
      }
      ApiRequest request =
          new ApiRequest(
              raw,
              endpoint,
              pathParameters,
              attributes.caller(),
              attributes.path(),
              attributes.traceId(),
              settings.maxBodySize());
      return endpoint.handler().handle(request);
    } catch (ProblemException e) {
      return e.problem().answer(attributes.path(), attributes.traceId());
    } catch (RuntimeException e) {
      Problem problem = Failures.problem(e);
      if (problem.status() == 500) {
        LOG.error("{} {} failed", endpoint.method(), attributes.path(), e);
      } else {
        LOG.warn("{} {} failed: {}", endpoint.method(), attributes.path(), e.toString());
      }
      return problem.answer(attributes.path(), attributes.traceId());
    }
  }
}
