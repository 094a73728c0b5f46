package io.dataflow.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.error.Diagnostic;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.Pointers;
import io.dataflow.pipeline.codec.Durations;
import io.dataflow.plan.SampleMode;
import io.dataflow.service.command.DefinitionResolution;
import io.dataflow.service.command.DefinitionResolver;
import io.dataflow.service.preview.TrialException;
import io.dataflow.service.preview.TrialJvm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs definitions on a sample: what each step makes of it, and the tests they carry. */
final class PreviewRoutes {
  private static final int DEFAULT_LIMIT = 20;
  private static final int MOST_ROWS = 1000;

  private final DefinitionResolver resolver;
  private final TrialJvm trials;

  PreviewRoutes(DefinitionResolver resolver, TrialJvm trials) {
    this.resolver = resolver;
    this.trials = trials;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.of(
                "POST",
                "/api/v1/pipelines:preview",
                Role.EDITOR,
                "Runs the real operators on a sample, sinks off; the rows behind every step",
                this::preview)
            .takes(Endpoint.BodyKind.COMMAND, "PreviewRequest")
            .answers(200, "Preview")
            .refuses(422));
  }

  private Answer preview(ApiRequest request) {
    CommandBody body = request.command();
    Optional<JsonNode> definition = body.object("definition");
    if (definition.isEmpty()) {
      body.missing("definition", "write {\"definition\": {\"name\": ...}}");
    }
    Optional<JsonNode> rows = body.object("rows");
    rows.ifPresent(given -> checkRows(given, body));
    body.text("from")
        .filter(from -> !from.equals("sources") || rows.isPresent())
        .ifPresent(
            from ->
                body.wrong(
                    "from",
                    "'from' is \"sources\", and not beside 'rows'",
                    "give rows, or leave both out to sample the sources"));
    int limit = body.integer("limit").orElse(DEFAULT_LIMIT);
    if (limit < 1 || limit > MOST_ROWS) {
      body.wrong("limit", "'limit' lies between 1 and " + MOST_ROWS, "20 is the default");
    }
    Duration timeout = timeout(body);
    body.check();
    DefinitionResolution resolution =
        resolver.resolve(definition.orElseThrow(), SampleMode.SAMPLE, Optional.empty(), false);
    if (resolution.definition().isEmpty()) {
      throw DefinitionRoutes.invalid(resolution.diagnostics());
    }
    ObjectNode answer =
        run(
            () ->
                trials.preview(
                    resolution.definition().get().resolved(),
                    rows.map(PreviewRoutes::texts),
                    limit,
                    timeout));
    if (!answer.has("preview")) {
      throw noResult(answer);
    }
    return Answer.ok((ObjectNode) answer.get("preview"));
  }

  private Duration timeout(CommandBody body) {
    Optional<String> written = body.text("timeout");
    Optional<Duration> timeout = written.flatMap(Durations::parse);
    boolean tooLong = timeout.filter(time -> time.compareTo(trials.longest()) > 0).isPresent();
    if (tooLong || (written.isPresent() && timeout.filter(time -> !time.isZero()).isEmpty())) {
      body.wrong(
          "timeout",
          "'timeout' is a duration of at most " + Durations.format(trials.longest()),
          "write it as 5s");
    }
    return timeout.orElse(trials.longest());
  }

  private static void checkRows(JsonNode rows, CommandBody body) {
    rows.properties()
        .forEach(
            source -> {
              String name = "rows/" + Pointers.escaped(source.getKey());
              if (!source.getValue().isArray()) {
                body.wrong(name, "an array of rows is expected", "write [{...}]");
              }
              for (int i = 0; source.getValue().isArray() && i < source.getValue().size(); i++) {
                JsonNode row = source.getValue().get(i);
                if (!row.isObject() && !row.isTextual()) {
                  body.wrong(
                      name + "/" + i,
                      "a row is an object, or a text that cannot be decoded",
                      "write {\"field\": value}");
                }
              }
            });
  }

  /** Source id to rows: objects as JSON, other texts as they are. */
  private static Map<String, List<String>> texts(JsonNode rows) {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    rows.properties()
        .forEach(
            source -> {
              List<String> ofSource = new ArrayList<>();
              source
                  .getValue()
                  .forEach(row -> ofSource.add(row.isTextual() ? row.asText() : row.toString()));
              texts.put(source.getKey(), ofSource);
            });
    return texts;
  }

  /** The results of the tests of a resolved definition; an empty array where it has none. */
  ArrayNode tests(String resolved) {
    if (JsonText.stored(resolved).path("tests").isEmpty()) {
      return JsonNodeFactory.instance.arrayNode();
    }
    ObjectNode answer = run(() -> trials.tests(resolved));
    if (answer.path("tests") instanceof ArrayNode tests) {
      return tests;
    }
    throw noResult(answer);
  }

  /** What the trial found wrong; it plans the definition itself, and opens its sources. */
  private static ProblemException noResult(ObjectNode answer) {
    List<Diagnostic> found = new ArrayList<>();
    for (JsonNode each : answer.path("diagnostics")) {
      if (each.path("severity").asText().equals("error")) {
        Diagnostic error =
            Diagnostic.error(
                ErrorCode.valueOf(each.path("code").asText()),
                each.path("pointer").asText(),
                each.path("message").asText());
        found.add(each.has("hint") ? error.withHint(each.path("hint").asText()) : error);
      }
    }
    if (found.isEmpty()) {
      return DefinitionRoutes.invalid(found);
    }
    Diagnostic first = found.get(0);
    if (first.code() == ErrorCode.TRIAL_LIMIT) {
      return Problem.of(ProblemCode.TRIAL_LIMIT, first.message(), found).exception();
    }
    return first.pointer().startsWith("/rows/")
        ? Problem.of(ProblemCode.INVALID_BODY, first.message(), found).exception()
        : DefinitionRoutes.invalid(found);
  }

  /** One for each test that failed. */
  static List<Diagnostic> failures(ArrayNode tests) {
    List<Diagnostic> failures = new ArrayList<>();
    for (JsonNode test : tests) {
      if (!test.path("passed").asBoolean()) {
        List<String> differences = new ArrayList<>();
        test.path("differences").forEach(difference -> differences.add(difference.asText()));
        failures.add(
            Diagnostic.error(
                ErrorCode.TEST_FAILED,
                test.path("pointer").asText(),
                "the test '"
                    + test.path("name").asText()
                    + "' failed: "
                    + String.join("; ", differences)));
      }
    }
    return failures;
  }

  private interface Run {
    ObjectNode run() throws TrialException;
  }

  private static ObjectNode run(Run trial) {
    try {
      return trial.run();
    } catch (TrialException e) {
      ProblemCode code =
          switch (e.reason()) {
            case BUSY -> ProblemCode.BUSY;
            case LIMIT -> ProblemCode.TRIAL_LIMIT;
            case FAILED -> ProblemCode.INTERNAL_FAILURE;
          };
      throw Problem.of(code, "the preview gave no result: " + e.getMessage()).exception();
    }
  }
}
