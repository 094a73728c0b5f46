package io.dataflow.service.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;

/** Problems for what Jetty refuses before any handler sees it, instead of its HTML pages. */
final class ProblemErrorHandler extends ErrorHandler {
  @Override
  public ByteBuffer badMessageError(int status, String reason, HttpFields fields) {
    fields.put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
    return ByteBuffer.wrap(bytes(status));
  }

  @Override
  public void handle(
      String target, Request base, HttpServletRequest request, HttpServletResponse response)
      throws java.io.IOException {
    base.setHandled(true);
    int status = response.getStatus();
    response.setContentType(Problem.MEDIA_TYPE);
    response.getOutputStream().write(bytes(status));
  }

  private static byte[] bytes(int status) {
    Problem problem =
        switch (status) {
          case 414 -> Problem.of(ProblemCode.URI_TOO_LONG, "the address has more than 8 kB");
          case 431 ->
              Problem.of(ProblemCode.HEADERS_TOO_LARGE, "the header fields have more than 8 kB");
          case 413 -> Problem.of(ProblemCode.BODY_TOO_LARGE, "the body is too large");
          case 503 -> Problem.of(ProblemCode.SHUTTING_DOWN, "the service is stopping");
          default ->
              status < 500
                  ? Problem.of(ProblemCode.MALFORMED_REQUEST, "this is not a valid HTTP request")
                  : Problem.of(ProblemCode.INTERNAL_FAILURE, "an error of DataFlow's own");
        };
    return JsonText.write(problem.toJson("/", "")).getBytes(StandardCharsets.UTF_8);
  }
}
