package io.dataflow.service.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.service.command.CommandHandler;
import io.dataflow.service.command.CommandOutcome;
import io.dataflow.service.domain.LifecycleAction;
import io.dataflow.service.domain.Operation;
import io.dataflow.service.domain.PipelineCommand;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.journal.EventMetadata;
import io.dataflow.service.journal.IdempotencyKey;
import io.dataflow.service.journal.JournalUnavailableException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Sends commands, and answers with what came of them. */
final class CommandAnswers {
  private final CommandHandler commands;
  private final Pipelines pipelines;
  private final OperationWaiter waiter;
  private final StreamReader streams;
  private final Duration longestWait;
  private final Clock clock;

  CommandAnswers(
      CommandHandler commands,
      Pipelines pipelines,
      OperationWaiter waiter,
      StreamReader streams,
      Duration longestWait,
      Clock clock) {
    this.commands = commands;
    this.pipelines = pipelines;
    this.waiter = waiter;
    this.streams = streams;
    this.longestWait = longestWait;
    this.clock = clock;
  }

  /** What was accepted or was so already; a refusal ends the request. */
  CommandOutcome send(ApiRequest request, String pipelineId, PipelineCommand command) {
    CommandOutcome outcome = commands.handle(pipelineId, command, metadata(request));
    if (outcome instanceof CommandOutcome.Rejected rejected) {
      throw refusal(rejected).exception();
    }
    if (outcome instanceof CommandOutcome.KeyReused reused) {
      throw Problem.of(
              ProblemCode.IDEMPOTENCY_KEY_REUSED,
              "Idempotency-Key '" + reused.key() + "' belongs to another request of the last day")
          .exception();
    }
    return outcome;
  }

  /**
   * What is said of a command.
   *
   * @param accepted while its operation runs
   * @param done once it has succeeded
   */
  record Said(String accepted, String done) {}

  /**
   * Sends a command of the lifecycle: 202 with its operation, or, when the caller wishes to wait or
   * all is done already, 200 with the outcome.
   */
  Answer lifecycle(ApiRequest request, PipelineCommand command, Said said) {
    String id = request.pipelineId();
    CommandOutcome outcome = send(request, id, command);
    if (outcome instanceof CommandOutcome.Unchanged unchanged) {
      return Answer.ok(document(unchanged.state(), unchanged.message()));
    }
    return operation(request, (CommandOutcome.Accepted) outcome, said, request.preferredWait());
  }

  Answer operation(
      ApiRequest request,
      CommandOutcome.Accepted outcome,
      Said said,
      Optional<Duration> preferredWait) {
    String id = request.pipelineId();
    Operation operation =
        streams
            .operation(id, outcome.requestSequenceNumber())
            .orElseThrow(() -> new IllegalStateException("the command began no operation"));
    boolean waits =
        operation.state() == Operation.State.RUNNING
            && preferredWait.filter(wait -> !wait.isZero()).isPresent();
    if (waits) {
      Duration wait =
          preferredWait.get().compareTo(longestWait) > 0 ? longestWait : preferredWait.get();
      Optional<CompletableFuture<Operation>> later = waiter.await(operation, wait);
      if (later.isPresent()) {
        return new Answer.Later(
            later.get().thenApply(ended -> answer(outcome.state(), ended, said, true)));
      }
    }
    return answer(outcome.state(), operation, said, false);
  }

  /** 204 once it is gone. */
  Answer deletion(ApiRequest request, CommandOutcome.Accepted outcome, Optional<Duration> wait) {
    Answer answer = operation(request, outcome, new Said("Deletion is under way", "deleted"), wait);
    return answer instanceof Answer.Later later
        ? new Answer.Later(later.answer().thenApply(CommandAnswers::withoutContent))
        : withoutContent((Answer.Json) answer);
  }

  private static Answer.Json withoutContent(Answer.Json answer) {
    return answer.status() == 200 ? new Answer.Json(204, Map.of(), "", answer.body()) : answer;
  }

  private Answer.Json answer(PipelineState state, Operation operation, Said said, boolean waited) {
    String message =
        switch (operation.state()) {
          case RUNNING -> waited ? operation.message() : said.accepted();
          case SUCCEEDED -> said.done();
          case FAILED -> operation.message();
        };
    boolean running = operation.state() == Operation.State.RUNNING;
    ObjectNode document = document(running ? state : present(state), message);
    document.put("operationId", operation.id());
    document.set("operation", OperationJson.render(operation));
    return Answer.json(running ? 202 : 200, document)
        .withHeader("Location", "/api/v1/operations/" + operation.id());
  }

  /** What the pipeline is now, or what it was when the journal cannot be asked. */
  private PipelineState present(PipelineState before) {
    try {
      return pipelines.find(before.pipelineId());
    } catch (JournalUnavailableException e) {
      return before;
    }
  }

  ObjectNode document(PipelineState state, String message) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("pipelineId", state.pipelineId());
    json.put("status", state.exists() ? state.status().text() : "deleted");
    json.put("message", message);
    json.put("timestamp", clock.instant().toString());
    return json;
  }

  private static Problem refusal(CommandOutcome.Rejected rejected) {
    Problem problem = Problem.of(ProblemCode.valueOf(rejected.code().name()), rejected.message());
    PipelineState state = rejected.state();
    if (state.exists()) {
      problem = problem.with("pipelineStatus", state.status().text());
      ArrayNode actions = JsonNodeFactory.instance.arrayNode();
      rejected.allowedActions().stream().map(LifecycleAction::text).sorted().forEach(actions::add);
      problem = problem.with("allowedActions", actions);
    }
    if (state.versionTag().isPresent() && (problem.status() == 412 || problem.status() == 428)) {
      String tag = Pipelines.entityTag(state.versionTag().get());
      problem = problem.with("currentTag", tag).withHeader("ETag", tag);
    }
    return problem;
  }

  private static EventMetadata metadata(ApiRequest request) {
    return new EventMetadata(
        request.caller().name(),
        request
            .idempotencyKey()
            .map(key -> new IdempotencyKey(request.caller().name() + "/" + key, hash(request))),
        request.traceId());
  }

  private static String hash(ApiRequest request) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      String head =
          request.method() + '\0' + request.path() + '\0' + request.caller().name() + '\0';
      sha.update(head.getBytes(StandardCharsets.UTF_8));
      sha.update(ByteBuffer.wrap(request.body()));
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
