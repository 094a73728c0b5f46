package io.dataflow.launcher.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Asks an HTTP server whether it is ready. */
final class HttpProbe {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /**
   * Empty when the server answers 200 and the body satisfies the check.
   *
   * @param check says what is missing in a body
   */
  Optional<String> missing(URI uri, Function<String, Optional<String>> check)
      throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200
          ? check.apply(answer.body())
          : Optional.of(uri + " answered " + answer.statusCode() + ": " + answer.body());
    } catch (IOException e) {
      return Optional.of("no answer from " + uri);
    }
  }
}
