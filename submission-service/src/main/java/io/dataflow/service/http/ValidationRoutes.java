package io.dataflow.service.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.error.Diagnostic;
import io.dataflow.pipeline.codec.DiagnosticJson;
import io.dataflow.plan.SampleMode;
import io.dataflow.service.command.DefinitionResolution;
import io.dataflow.service.command.DefinitionResolver;
import io.dataflow.service.domain.PipelineState;
import java.util.List;
import java.util.Optional;

/** Says all about a definition without storing it. */
final class ValidationRoutes {
  private final Pipelines pipelines;
  private final DefinitionResolver resolver;
  private final PreviewRoutes previews;
  private final StateVerdicts verdicts;
  private final HttpSettings settings;

  ValidationRoutes(
      Pipelines pipelines,
      DefinitionResolver resolver,
      PreviewRoutes previews,
      StateVerdicts verdicts,
      HttpSettings settings) {
    this.pipelines = pipelines;
    this.resolver = resolver;
    this.previews = previews;
    this.verdicts = verdicts;
    this.settings = settings;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.of(
                "POST",
                "/api/v1/pipelines:validate",
                Role.EDITOR,
                "All diagnostics, the schema after every step, the plan",
                this::validate)
            .takes(Endpoint.BodyKind.DEFINITION, "Definition")
            .parameter("level", "string", "static opens nothing; sample reads from the sources")
            .parameter(
                "tests",
                "boolean",
                "false: leave the definition's tests out, which level=sample runs")
            .parameter(
                "against",
                "string",
                "The id of a pipeline: what becomes of its state, as if this were PUT there")
            .answers(200, "Validation")
            .refuses(404, 501));
  }

  private Answer validate(ApiRequest request) {
    SampleMode mode =
        switch (request.query("level").orElse("static")) {
          case "static" -> SampleMode.STATIC;
          case "sample" -> SampleMode.SAMPLE;
          case "connect" ->
              throw Problem.of(
                      ProblemCode.NOT_AVAILABLE,
                      "level 'connect' is not available yet; 'sample' reads from the sources")
                  .exception();
          default -> throw ApiRequest.invalidParameter("level", "is static or sample");
        };
    Optional<PipelineState> against = request.query("against").map(pipelines::require);
    DefinitionResolution resolution =
        resolver.resolve(
            DefinitionRoutes.definition(request, settings),
            DefinitionRoutes.format(request),
            mode,
            against.flatMap(DefinitionRoutes::resolved),
            false);
    boolean tested = mode == SampleMode.SAMPLE && request.queryFlag("tests", true);
    ObjectNode answer = PlanJson.validation(resolution);
    if (against.isPresent() && resolution.definition().isPresent()) {
      answer.set("state", verdicts.render(against.get(), resolution.definition().get().resolved()));
    }
    if (tested && resolution.definition().isPresent()) {
      ArrayNode tests = previews.tests(resolution.definition().get().resolved());
      List<Diagnostic> failures = PreviewRoutes.failures(tests);
      answer.put("valid", failures.isEmpty());
      answer.withArray("diagnostics").addAll(DiagnosticJson.render(failures));
      answer.set("tests", tests);
    }
    return Answer.ok(answer);
  }
}
