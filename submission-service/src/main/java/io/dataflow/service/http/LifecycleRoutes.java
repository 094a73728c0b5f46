package io.dataflow.service.http;

import io.dataflow.service.domain.PipelineCommand;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.StartFrom;
import java.util.List;
import java.util.Optional;

/** What people ask of a pipeline's life. */
final class LifecycleRoutes {
  private static final String BASE = "/api/v1/pipelines/{id}/";

  private static final CommandAnswers.Said START =
      new CommandAnswers.Said("Pipeline is starting", "Pipeline started successfully");
  private static final CommandAnswers.Said RESUME =
      new CommandAnswers.Said("Pipeline is resuming", "Pipeline resumed successfully");
  private static final CommandAnswers.Said RESTART =
      new CommandAnswers.Said("Pipeline is restarting", "Pipeline restarted successfully");
  private static final CommandAnswers.Said RESET =
      new CommandAnswers.Said("Pipeline is being reset", "Pipeline reset successfully");

  private final CommandAnswers answers;
  private final Pipelines pipelines;
  private final PreviewRoutes previews;
  private final StateVerdicts verdicts;

  LifecycleRoutes(
      CommandAnswers answers, Pipelines pipelines, PreviewRoutes previews, StateVerdicts verdicts) {
    this.answers = answers;
    this.pipelines = pipelines;
    this.previews = previews;
    this.verdicts = verdicts;
  }

  List<Endpoint> endpoints() {
    return List.of(
        lifecycle("start", "Runs the pipeline", "StartRequest", this::start).refuses(422),
        lifecycle(
            "stop",
            "Stops the job, with a savepoint unless told not to",
            "StopRequest",
            this::stop),
        lifecycle(
            "pause",
            "Stops the job with a savepoint, to go on from exactly there",
            "PauseRequest",
            this::pause),
        lifecycle(
            "resume",
            "Goes on from the savepoint of the pause",
            "EmptyRequest",
            request -> plain(request, new PipelineCommand.Resume(), RESUME)),
        lifecycle(
            "restart", "Through a savepoint to the newest version", "EmptyRequest", this::restart),
        immediate(
            "reset",
            "Back to configured: clears the failure and drops the restore point",
            "EmptyRequest",
            request -> plain(request, new PipelineCommand.Reset(), RESET)),
        Endpoint.of(
                "POST",
                BASE + "rescale",
                Role.OPERATOR,
                "Not available yet",
                LifecycleRoutes::rescale)
            .takes(Endpoint.BodyKind.COMMAND, "RescaleRequest")
            .refuses(501));
  }

  private static Endpoint lifecycle(
      String action, String summary, String schema, Endpoint.Handler handler) {
    return immediate(action, summary, schema, handler).answers(202, "CommandAnswer");
  }

  private static Endpoint immediate(
      String action, String summary, String schema, Endpoint.Handler handler) {
    return Endpoint.of("POST", BASE + action, Role.OPERATOR, summary, handler)
        .takes(Endpoint.BodyKind.COMMAND, schema)
        .answers(200, "CommandAnswer")
        .refuses(404, 409);
  }

  private Answer start(ApiRequest request) {
    CommandBody body = request.command();
    Optional<StartFrom> from = body.text("from").map(StartFrom::parse);
    boolean allow = body.flag("allowNonRestoredState", false);
    boolean test = body.flag("test", false);
    body.check();
    if (test) {
      test(request);
    }
    return answers.lifecycle(request, new PipelineCommand.Start(from, allow), START);
  }

  /** Nothing is started that does not pass its own tests. */
  private void test(ApiRequest request) {
    pipelines
        .require(request)
        .currentVersion()
        .map(version -> PreviewRoutes.failures(previews.tests(version.definition().resolved())))
        .filter(failures -> !failures.isEmpty())
        .ifPresent(
            failures -> {
              throw DefinitionRoutes.invalid(failures);
            });
  }

  private Answer stop(ApiRequest request) {
    CommandBody body = request.command();
    String reason = reason(body);
    boolean savepoint = body.flag("savepoint", true);
    boolean drain = body.flag("drain", false);
    if (drain && !savepoint) {
      body.wrong("drain", "'drain' needs a savepoint", "leave 'savepoint' out, or set it to true");
    }
    body.check();
    return answers.lifecycle(
        request,
        new PipelineCommand.Stop(reason, savepoint, drain),
        said("stopping", "stopped", reason));
  }

  private Answer pause(ApiRequest request) {
    CommandBody body = request.command();
    String reason = reason(body);
    body.check();
    return answers.lifecycle(
        request, new PipelineCommand.Pause(reason), said("pausing", "paused", reason));
  }

  private static String reason(CommandBody body) {
    String reason = body.text("reason").orElse("");
    if (reason.length() > 500) {
      body.wrong("reason", "a reason has at most 500 characters", "shorten it");
    }
    return reason;
  }

  private static CommandAnswers.Said said(String doing, String done, String reason) {
    String because = reason.isEmpty() ? "" : ": " + reason;
    return new CommandAnswers.Said("Pipeline is " + doing + because, "Pipeline " + done + because);
  }

  private Answer restart(ApiRequest request) {
    PipelineState state = pipelines.require(request);
    DefinitionRoutes.resolved(state).ifPresent(next -> verdicts.refuseLoss(state, next));
    return plain(request, new PipelineCommand.Restart(), RESTART);
  }

  private Answer plain(ApiRequest request, PipelineCommand command, CommandAnswers.Said said) {
    request.command().check();
    return answers.lifecycle(request, command, said);
  }

  private static Answer rescale(ApiRequest request) {
    throw Problem.of(
            ProblemCode.NOT_AVAILABLE,
            "rescale is not available yet; PUT the definition with another settings.parallelism,"
                + " then POST restart")
        .exception();
  }
}
