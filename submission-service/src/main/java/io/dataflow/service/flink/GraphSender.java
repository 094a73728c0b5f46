package io.dataflow.service.flink;

import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.rest.util.RestClientException;
import org.apache.flink.util.ExceptionUtils;

/**
 * Sends job graphs, and says what is known afterwards. The only use of flink-clients: the request
 * carries a Java-serialised graph, which is theirs to write.
 */
final class GraphSender implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final Duration ANSWER = CONNECT.plus(IDLE);

  private final RestClusterClient<StandaloneClusterId> client;
  private final InstantSource clock;

  GraphSender(URI endpoint, InstantSource clock) {
    this.clock = clock;
    Configuration options = new Configuration();
    options.set(RestOptions.ADDRESS, endpoint.getHost());
    options.set(RestOptions.PORT, endpoint.getPort());
    // A retry of its own may outlive the JobManager it was meant for and start the job on the next.
    options.set(RestOptions.RETRY_MAX_ATTEMPTS, 0);
    options.set(RestOptions.CONNECTION_TIMEOUT, CONNECT);
    options.set(RestOptions.IDLENESS_TIMEOUT, IDLE);
    try {
      client = new RestClusterClient<>(options, StandaloneClusterId.getInstance());
    } catch (Exception e) {
      // The constructor declares Exception; it only fails when the options make no sense.
      throw new IllegalArgumentException("cannot speak to Flink at " + endpoint, e);
    }
  }

  SubmitAnswer send(JobGraph graph) {
    try {
      client.submitJob(graph).get(ANSWER.toSeconds(), TimeUnit.SECONDS);
      return new SubmitAnswer.Accepted();
    } catch (ExecutionException e) {
      return classify(e.getCause());
    } catch (TimeoutException e) {
      return new SubmitAnswer.Unanswered("no answer within " + ANSWER.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new SubmitAnswer.Unanswered("interrupted");
    }
  }

  private SubmitAnswer classify(Throwable failure) {
    if (ExceptionUtils.findThrowable(failure, ConnectException.class).isPresent()) {
      return new SubmitAnswer.NotSent(StackTraces.describe(failure));
    }
    return ExceptionUtils.findThrowable(failure, RestClientException.class)
        .map(this::answered)
        .orElseGet(() -> new SubmitAnswer.Unanswered(StackTraces.describe(failure)));
  }

  private SubmitAnswer answered(RestClientException answer) {
    String text = String.valueOf(answer.getMessage());
    int status = answer.getHttpResponseStatus().code();
    if (text.contains("DuplicateJobSubmissionException")) {
      return new SubmitAnswer.Duplicate();
    }
    if (status == 503) {
      return new SubmitAnswer.NotSent("the JobManager has no leader");
    }
    // Between REST endpoint and dispatcher an answer can get lost as well.
    if (text.toLowerCase(Locale.ROOT).contains("timeout")) {
      return new SubmitAnswer.Unanswered(StackTraces.rootCause(text).text());
    }
    return new SubmitAnswer.Refused(
        FailureReader.failure(text, Optional.empty(), clock.instant()), List.of());
  }

  @Override
  public void close() {
    client.close();
  }
}
