package io.dataflow.service.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.service.domain.DefinitionVersion;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.VersionTag;
import java.util.List;
import java.util.Optional;

/** The versions of a definition. */
final class VersionRoutes {
  private static final String BASE = "/api/v1/pipelines/{id}/versions";

  private final Pipelines pipelines;
  private final SecretMask mask;

  VersionRoutes(Pipelines pipelines, SecretMask mask) {
    this.pipelines = pipelines;
    this.mask = mask;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(BASE, "All versions, oldest first", "VersionList", this::list).refuses(404),
        Endpoint.get(BASE + "/{n}", "One version", "Version", this::one).refuses(404),
        Endpoint.get(
                BASE + "/{n}/diff/{m}",
                "What changed from version n to version m",
                "VersionDiff",
                this::difference)
            .refuses(404));
  }

  private Answer list(ApiRequest request) {
    PipelineState state = pipelines.require(request);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("pipelineId", state.pipelineId());
    ArrayNode versions = json.putArray("versions");
    state.versions().forEach(version -> versions.add(head(state, version)));
    return Answer.ok(json);
  }

  private Answer one(ApiRequest request) {
    PipelineState state = pipelines.require(request);
    DefinitionVersion version = version(state, request, "n");
    ObjectNode json = head(state, version);
    json.put("pipelineId", state.pipelineId());
    json.set("definition", mask.definition(JsonText.stored(version.definition().document())));
    json.set("resolved", mask.definition(JsonText.stored(version.definition().resolved())));
    return Answer.ok(json);
  }

  private Answer difference(ApiRequest request) {
    PipelineState state = pipelines.require(request);
    DefinitionVersion from = version(state, request, "n");
    DefinitionVersion to = version(state, request, "m");
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("pipelineId", state.pipelineId());
    json.put("from", from.version());
    json.put("to", to.version());
    json.set(
        "changes",
        TreeDifference.between(
            mask.definition(JsonText.stored(from.definition().resolved())),
            mask.definition(JsonText.stored(to.definition().resolved()))));
    return Answer.ok(json);
  }

  private static ObjectNode head(PipelineState state, DefinitionVersion version) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("version", version.version());
    json.put("etag", Pipelines.entityTag(new VersionTag(state.incarnation(), version.version())));
    json.put("time", version.time().toString());
    json.put("name", version.definition().name());
    version.rolledBackTo().ifPresent(number -> json.put("rolledBackTo", number));
    return json;
  }

  private static DefinitionVersion version(
      PipelineState state, ApiRequest request, String parameter) {
    String text = request.pathParameter(parameter);
    return (text.matches("\\d{1,9}")
            ? state.version(Integer.parseInt(text))
            : Optional.<DefinitionVersion>empty())
        .orElseThrow(
            () ->
                Problem.of(
                        ProblemCode.VERSION_NOT_FOUND,
                        "there is no version '"
                            + text
                            + "'; versions 1 to "
                            + state.versions().size()
                            + " exist")
                    .exception());
  }
}
