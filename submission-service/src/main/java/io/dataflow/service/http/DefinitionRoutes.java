package io.dataflow.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.error.Diagnostic;
import io.dataflow.error.ErrorCode;
import io.dataflow.pipeline.codec.DiagnosticJson;
import io.dataflow.pipeline.codec.DocumentFormat;
import io.dataflow.plan.SampleMode;
import io.dataflow.service.command.CommandOutcome;
import io.dataflow.service.command.DefinitionResolution;
import io.dataflow.service.command.DefinitionResolver;
import io.dataflow.service.command.PipelineIds;
import io.dataflow.service.domain.Definition;
import io.dataflow.service.domain.DefinitionVersion;
import io.dataflow.service.domain.PipelineCommand;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.Precondition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Creates, replaces, patches, validates and deletes definitions. */
final class DefinitionRoutes {
  private static final String BASE = "/api/v1/pipelines";
  private static final String ONE = BASE + "/{id}";

  /** How long a deletion without a job may take before it is answered 202. */
  private static final Duration DELETION = Duration.ofSeconds(2);

  private final Pipelines pipelines;
  private final CommandAnswers answers;
  private final DefinitionResolver resolver;
  private final Supplier<UUID> installationId;
  private final StateVerdicts verdicts;
  private final HttpSettings settings;

  DefinitionRoutes(
      Pipelines pipelines,
      CommandAnswers answers,
      DefinitionResolver resolver,
      Supplier<UUID> installationId,
      StateVerdicts verdicts,
      HttpSettings settings) {
    this.pipelines = pipelines;
    this.answers = answers;
    this.resolver = resolver;
    this.installationId = installationId;
    this.verdicts = verdicts;
    this.settings = settings;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.of("POST", BASE, Role.EDITOR, "Creates a pipeline", this::create)
            .takes(Endpoint.BodyKind.DEFINITION, "Definition")
            .answers(201, "StoredAnswer")
            .refuses(409, 422),
        Endpoint.of(
                "PUT",
                ONE,
                Role.EDITOR,
                "Creates the pipeline, or replaces its definition",
                this::put)
            .takes(Endpoint.BodyKind.DEFINITION, "Definition")
            .parameter(
                "rollout", "boolean", "Move what runs to the new version, through a savepoint")
            .parameter(
                "reinfer", "boolean", "Sample the sources anew instead of keeping their schemas")
            .answers(200, "StoredAnswer")
            .answers(201, "StoredAnswer")
            .refuses(409, 412, 422, 428),
        Endpoint.of(
                "PATCH",
                ONE,
                Role.EDITOR,
                "Changes parts of the definition (JSON Merge Patch)",
                this::patch)
            .takes(Endpoint.BodyKind.PATCH, "DefinitionPatch")
            .parameter(
                "rollout", "boolean", "Move what runs to the new version, through a savepoint")
            .parameter(
                "reinfer", "boolean", "Sample the sources anew instead of keeping their schemas")
            .answers(200, "StoredAnswer")
            .refuses(404, 409, 412, 422, 428),
        Endpoint.of("DELETE", ONE, Role.ADMIN, "Deletes the pipeline", this::delete)
            .parameter("force", "boolean", "Stop it first when it runs")
            .answers(202, "CommandAnswer")
            .answers(204, "")
            .refuses(404, 409, 412, 428),
        Endpoint.of(
                "POST",
                ONE + "/rollback",
                Role.EDITOR,
                "Stores an earlier version as a new one",
                this::rollback)
            .takes(Endpoint.BodyKind.COMMAND, "RollbackRequest")
            .answers(200, "StoredAnswer")
            .refuses(404));
  }

  private Answer create(ApiRequest request) {
    DefinitionResolution resolution = resolve(request, Optional.empty(), false);
    Definition definition = accepted(resolution);
    String id =
        resolution
            .id()
            .or(
                () ->
                    request
                        .idempotencyKey()
                        .map(
                            key ->
                                PipelineIds.forKey(
                                    installationId.get(), request.caller().name(), key)))
            .orElseGet(() -> UUID.randomUUID().toString());
    CommandOutcome outcome = answers.send(request, id, new PipelineCommand.Create(definition));
    return stored(201, "created", state(outcome), "Pipeline '%s' created successfully", resolution);
  }

  private Answer put(ApiRequest request) {
    String id = request.pipelineId();
    PipelineState before = pipelines.find(id);
    DefinitionResolution resolution =
        resolve(request, resolved(before), request.queryFlag("reinfer"));
    if (resolution.id().filter(written -> !written.equals(id)).isPresent()) {
      throw invalid(
          List.of(
              Diagnostic.error(
                      ErrorCode.CONFLICTING_VALUES,
                      "/id",
                      "the document's id is '"
                          + resolution.id().get()
                          + "', the path's '"
                          + id
                          + "'")
                  .withHint("leave 'id' out, or write the same")));
    }
    return change(request, before, resolution, request.precondition());
  }

  private Answer patch(ApiRequest request) {
    String id = request.pipelineId();
    PipelineState before = pipelines.require(id);
    Precondition asked = request.precondition();
    // The patch was made for what is there now: nothing may come between.
    Precondition precondition =
        asked instanceof Precondition.Any
            ? new Precondition.Match(before.versionTag().orElseThrow())
            : asked;
    String document = before.currentVersion().orElseThrow().definition().document();
    JsonNode patched =
        MergePatch.apply(
            JsonText.stored(document), JsonText.readObject(definition(request, settings)));
    DefinitionResolution resolution =
        resolver.resolve(
            patched, SampleMode.SAMPLE, resolved(before), request.queryFlag("reinfer"));
    return change(request, before, resolution, precondition);
  }

  private Answer change(
      ApiRequest request,
      PipelineState before,
      DefinitionResolution resolution,
      Precondition precondition) {
    Definition definition = accepted(resolution);
    boolean rollout = request.queryFlag("rollout");
    if (rollout) {
      verdicts.refuseLoss(before, definition.resolved());
    }
    CommandOutcome outcome =
        answers.send(
            request,
            before.pipelineId(),
            new PipelineCommand.PutDefinition(definition, precondition, rollout));
    PipelineState state = state(outcome);
    if (!before.exists()) {
      return stored(201, "created", state, "Pipeline '%s' created successfully", resolution);
    }
    boolean unchanged = outcome instanceof CommandOutcome.Unchanged;
    return stored(
        200,
        unchanged ? "unchanged" : "updated",
        state,
        unchanged
            ? "The definition is as it was"
            : "Pipeline configuration updated successfully" + goesOn(outcome),
        resolution);
  }

  private Answer delete(ApiRequest request) {
    PipelineState before = pipelines.require(request);
    boolean force = request.queryFlag("force");
    CommandOutcome outcome =
        answers.send(
            request,
            before.pipelineId(),
            new PipelineCommand.Delete(force, request.precondition()));
    if (!state(outcome).exists()) {
      return Answer.noContent();
    }
    if (outcome instanceof CommandOutcome.Unchanged unchanged) {
      return Answer.json(202, answers.document(unchanged.state(), unchanged.message()));
    }
    Optional<Duration> wait =
        request
            .preferredWait()
            .or(() -> before.atRest() ? Optional.of(DELETION) : Optional.empty());
    return answers.deletion(request, (CommandOutcome.Accepted) outcome, wait);
  }

  private Answer rollback(ApiRequest request) {
    CommandBody body = request.command();
    Optional<Integer> version = body.integer("version");
    if (version.isEmpty()) {
      body.missing("version", "write the number of an earlier version: {\"version\": 1}");
    }
    body.check();
    PipelineState before = pipelines.require(request);
    CommandOutcome outcome =
        answers.send(
            request, before.pipelineId(), new PipelineCommand.Rollback(version.orElseThrow()));
    PipelineState state = state(outcome);
    ObjectNode json =
        answers.document(state, "Rolled back to version " + version.get() + goesOn(outcome));
    json.put("status", outcome instanceof CommandOutcome.Unchanged ? "unchanged" : "updated");
    json.set("state", verdicts.render(state, resolved(state).orElseThrow()));
    return withTag(200, json, state);
  }

  private DefinitionResolution resolve(
      ApiRequest request, Optional<String> previous, boolean reinfer) {
    return resolver.resolve(
        definition(request, settings), format(request), SampleMode.SAMPLE, previous, reinfer);
  }

  static byte[] definition(ApiRequest request, HttpSettings settings) {
    byte[] bytes = request.body();
    if (bytes.length > settings.maxDefinitionSize()) {
      throw Problem.of(
              ProblemCode.BODY_TOO_LARGE,
              "a definition has at most " + settings.maxDefinitionSize() + " bytes here")
          .exception();
    }
    return bytes;
  }

  static DocumentFormat format(ApiRequest request) {
    return request.mediaType() == MediaType.YAML ? DocumentFormat.YAML : DocumentFormat.JSON;
  }

  static Optional<String> resolved(PipelineState state) {
    return state.currentVersion().map(DefinitionVersion::definition).map(Definition::resolved);
  }

  private static Definition accepted(DefinitionResolution resolution) {
    return resolution.definition().orElseThrow(() -> invalid(resolution.diagnostics()));
  }

  /** Unreadable text is a malformed request; everything else is a wrong definition. */
  static ProblemException invalid(List<Diagnostic> diagnostics) {
    List<Diagnostic> errors = diagnostics.stream().filter(Diagnostic::isError).toList();
    boolean malformed =
        errors.stream()
            .anyMatch(
                error ->
                    error.code() == ErrorCode.MALFORMED_DOCUMENT
                        || error.code() == ErrorCode.DUPLICATE_KEY
                        || error.code() == ErrorCode.DOCUMENT_TOO_DEEP);
    String first = errors.isEmpty() ? "no plan could be made of it" : errors.get(0).message();
    String detail = errors.size() > 1 ? first + " (and " + (errors.size() - 1) + " more)" : first;
    return Problem.of(
            malformed ? ProblemCode.MALFORMED_DOCUMENT : ProblemCode.INVALID_DEFINITION,
            detail,
            diagnostics)
        .exception();
  }

  /** Stored is not yet applied: whether the command asked for a run of the version as well. */
  private static String goesOn(CommandOutcome outcome) {
    return outcome instanceof CommandOutcome.Accepted accepted
        ? accepted
            .state()
            .start()
            .filter(start -> start.sequenceNumber() >= accepted.requestSequenceNumber())
            .map(start -> "; the pipeline goes on with version " + start.version())
            .orElse("")
        : "";
  }

  private static PipelineState state(CommandOutcome outcome) {
    return outcome instanceof CommandOutcome.Accepted accepted
        ? accepted.state()
        : ((CommandOutcome.Unchanged) outcome).state();
  }

  private Answer stored(
      int status,
      String word,
      PipelineState state,
      String message,
      DefinitionResolution resolution) {
    String name = state.currentVersion().map(version -> version.definition().name()).orElse("");
    ObjectNode json = answers.document(state, message.replace("%s", name));
    json.put("status", word);
    json.put("version", state.currentVersion().map(DefinitionVersion::version).orElse(0));
    json.set("diagnostics", DiagnosticJson.render(resolution.diagnostics()));
    resolved(state).ifPresent(current -> json.set("state", verdicts.render(state, current)));
    Answer.Json answer = withTag(status, json, state);
    return status == 201 ? answer.withHeader("Location", BASE + "/" + state.pipelineId()) : answer;
  }

  private static Answer.Json withTag(int status, ObjectNode json, PipelineState state) {
    Answer.Json answer = Answer.json(status, json);
    return state.versionTag().isPresent()
        ? answer.withHeader("ETag", Pipelines.entityTag(state.versionTag().get()))
        : answer;
  }
}
