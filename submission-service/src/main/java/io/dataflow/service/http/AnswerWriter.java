package io.dataflow.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers, now or later. */
final class AnswerWriter {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerWriter.class);

  void write(HttpServletRequest request, HttpServletResponse response, Answer answer)
      throws IOException {
    if (answer instanceof Answer.Json json) {
      writeJson(request, response, json);
    } else if (answer instanceof Answer.Text text) {
      response.setStatus(text.status());
      writeBytes(request, response, text.mediaType(), text.body().getBytes(StandardCharsets.UTF_8));
    } else if (answer instanceof Answer.Later later) {
      writeLater(request, later);
    } else if (answer instanceof Answer.Stream stream) {
      AsyncContext async = request.startAsync();
      async.setTimeout(0);
      new EventStream(async, stream.source()).open();
    }
  }

  private void writeLater(HttpServletRequest request, Answer.Later later) {
    AsyncContext async = request.startAsync();
    async.setTimeout(0);
    CompletableFuture<Void> written =
        later
            .answer()
            .thenAccept(
                json -> {
                  try {
                    writeJson(request, (HttpServletResponse) async.getResponse(), json);
                  } catch (IOException e) {
                    LOG.debug("the client is gone: {}", e.toString());
                  } finally {
                    async.complete();
                  }
                });
    if (written.isCompletedExceptionally()) {
      throw new IllegalStateException("a later answer must not fail");
    }
  }

  private static void writeJson(
      HttpServletRequest request, HttpServletResponse response, Answer.Json json)
      throws IOException {
    response.setStatus(json.status());
    json.headers().forEach(response::setHeader);
    if (json.status() == HttpServletResponse.SC_NO_CONTENT) {
      response.flushBuffer();
      return;
    }
    JsonNode body = json.body();
    writeBytes(
        request,
        response,
        json.mediaType(),
        JsonText.write(body).concat("\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void writeBytes(
      HttpServletRequest request, HttpServletResponse response, String mediaType, byte[] bytes)
      throws IOException {
    if (!mediaType.isEmpty()) {
      response.setContentType(mediaType);
    }
    if (response.getStatus() != HttpServletResponse.SC_NO_CONTENT) {
      response.setContentLength(bytes.length);
    }
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(bytes);
    }
    response.flushBuffer();
  }
}
