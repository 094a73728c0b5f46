package io.dataflow.service.http;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.HandlerWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in front of Spark: lets through what may come in, and answers what nobody behind it
 * answered. Spark's own {@code notFound} cannot be used: with other handlers present it hands
 * unmapped requests on.
 */
final class FrontHandler extends HandlerWrapper {
  private static final Logger LOG = LoggerFactory.getLogger(FrontHandler.class);
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");
  private static final Pattern TRACE_PARENT =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

  private final AccessControl access;
  private final EndpointTable endpoints;
  private final AnswerWriter writer;
  private final RequestRate rate;
  private final Semaphore permits;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final SecureRandom random = new SecureRandom();

  FrontHandler(
      HttpSettings settings, AccessControl access, EndpointTable endpoints, AnswerWriter writer) {
    this.access = access;
    this.endpoints = endpoints;
    this.writer = writer;
    rate = new RequestRate(settings.requestsPerSecond());
    permits = new Semaphore(settings.threads());
  }

  /** From now on only health is answered. */
  void refuseNewRequests() {
    stopping.set(true);
  }

  @Override
  public void handle(
      String target, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    String traceId = traceId(request.getHeader("traceparent"));
    response.setHeader("X-Trace-Id", traceId);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-store");
    String instance = "/";
    try {
      access.checkHost(request.getHeader("Host"));
      instance = RequestPath.normalise(base.getHttpURI().getPath());
      letThrough(instance, traceId, base, request, response);
    } catch (ProblemException e) {
      base.setHandled(true);
      writer.write(request, response, e.problem().answer(instance, traceId));
    } catch (RuntimeException e) {
      LOG.error("{} {} failed, traceId={}", request.getMethod(), instance, traceId, e);
      base.setHandled(true);
      if (!response.isCommitted()) {
        writer.write(request, response, Failures.problem(e).answer(instance, traceId));
      }
    }
  }

  private void letThrough(
      String path,
      String traceId,
      Request base,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, ServletException {
    boolean health = path.equals("/health") || path.startsWith("/health/");
    boolean upgrade = request.getHeader("Upgrade") != null;
    String origin = request.getHeader("Origin");
    if (upgrade || !SAFE.contains(request.getMethod())) {
      access.checkOrigin(origin, request.getHeader("Sec-Fetch-Site"), request.getHeader("Host"));
    }
    if (origin != null && access.allowedOrigin(origin)) {
      allowCrossOrigin(origin, response);
    }
    String allow = endpoints.allow(path);
    if (!METHODS.contains(request.getMethod())) {
      throw methodNotAllowed(request.getMethod(), allow.isEmpty() ? "GET" : allow);
    }
    if (request.getMethod().equals("OPTIONS") && !allow.isEmpty()) {
      response.setHeader("Allow", allow);
      base.setHandled(true);
      writer.write(request, response, Answer.noContent());
      return;
    }
    Caller caller = health ? Caller.LOCAL : access.authenticate(request.getHeader("Authorization"));
    new RequestAttributes(path, traceId, caller).attach(request);
    if (health) {
      super.handle(path, base, request, response);
    } else {
      withPermit(path, base, request, response);
    }
    if (!base.isHandled()) {
      throw unanswered(path, request.getMethod(), allow);
    }
  }

  private void withPermit(
      String path, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    if (stopping.get()) {
      throw Problem.of(ProblemCode.SHUTTING_DOWN, "the service is stopping; jobs keep running")
          .withHeader("Retry-After", "5")
          .withHeader("Connection", "close")
          .exception();
    }
    rate.check(request.getRemoteAddr());
    if (!permits.tryAcquire()) {
      throw Problem.of(ProblemCode.BUSY, "all threads are busy with other requests")
          .withHeader("Retry-After", "1")
          .exception();
    }
    try {
      super.handle(path, base, request, response);
    } finally {
      permits.release();
    }
  }

  private static ProblemException unanswered(String path, String method, String allow) {
    return allow.isEmpty()
        ? Problem.of(
                ProblemCode.NOT_FOUND,
                "nothing is served at " + path + "; /openapi.json lists what is")
            .exception()
        : methodNotAllowed(method, allow);
  }

  private static ProblemException methodNotAllowed(String method, String allow) {
    return Problem.of(
            ProblemCode.METHOD_NOT_ALLOWED,
            (METHODS.contains(method) ? method : "this method") + " is not one of " + allow)
        .withHeader("Allow", allow)
        .exception();
  }

  private static void allowCrossOrigin(String origin, HttpServletResponse response) {
    response.setHeader("Access-Control-Allow-Origin", origin);
    response.setHeader("Vary", "Origin");
    response.setHeader("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
    response.setHeader(
        "Access-Control-Allow-Headers",
        "Content-Type, Authorization, If-Match, Idempotency-Key, Prefer, Last-Event-ID");
    response.setHeader("Access-Control-Expose-Headers", "ETag, Location, X-Trace-Id");
    response.setHeader("Access-Control-Max-Age", "3600");
  }

  private String traceId(String traceParent) {
    Matcher matcher = TRACE_PARENT.matcher(traceParent == null ? "" : traceParent);
    if (matcher.matches()) {
      return matcher.group(1);
    }
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
