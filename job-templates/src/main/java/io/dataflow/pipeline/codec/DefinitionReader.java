package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.databind.JsonNode;
import io.dataflow.error.Diagnostics;
import io.dataflow.error.ErrorCode;
import io.dataflow.pipeline.DefinitionTest;
import io.dataflow.pipeline.DeliveryGuarantee;
import io.dataflow.pipeline.ErrorLimit;
import io.dataflow.pipeline.Gaps;
import io.dataflow.pipeline.PipelineDefinition;
import io.dataflow.pipeline.PipelineSettings;
import io.dataflow.pipeline.SinkDefinition;
import io.dataflow.pipeline.SourceDefinition;
import io.dataflow.pipeline.TransformDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a definition and checks everything that can be checked without knowing connectors, schemas
 * or expressions. All findings are reported at once. What could be read comes out also where
 * something is wrong, with its gaps, so that planning finds the rest.
 */
public final class DefinitionReader {
  /** Of pipelines, sources, steps and sinks. */
  static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  static final String ID_RULE =
      "an id is 1 to 63 lower-case letters, digits and dashes, and starts with a letter or digit";
  static final int MAX_TRANSFORMS = 500;
  private static final int MAX_NAME = 100;
  private static final int MAX_DESCRIPTION = 2_000;

  private DefinitionReader() {}

  public static DefinitionResult read(byte[] text, DocumentFormat format) {
    Diagnostics diagnostics = new Diagnostics();
    Set<String> gaps = new HashSet<>();
    DocumentParser parser = new DocumentParser(diagnostics, gaps);
    Optional<JsonNode> document = parser.parse(text, format);
    return result(document, diagnostics, gaps, parser.locations());
  }

  /** Reads a tree whose text is not at hand: a merged or a stored document. */
  public static DefinitionResult read(JsonNode document) {
    return result(
        Optional.of(document), new Diagnostics(), new HashSet<>(), new DocumentLocations());
  }

  private static DefinitionResult result(
      Optional<JsonNode> document,
      Diagnostics diagnostics,
      Set<String> gaps,
      DocumentLocations locations) {
    Optional<PipelineDefinition> readable =
        document.flatMap(tree -> readTree(tree, diagnostics, gaps));
    return new DefinitionResult(
        readable, new Gaps(gaps), locations.locate(diagnostics.shown()), document, locations);
  }

  private static Optional<PipelineDefinition> readTree(
      JsonNode tree, Diagnostics diagnostics, Set<String> gaps) {
    if (!tree.isObject()) {
      diagnostics.error(ErrorCode.WRONG_TYPE, "", "a definition is an object");
      return Optional.empty();
    }
    return Optional.of(definition(new ObjectCursor(tree, "", diagnostics, gaps)));
  }

  private static PipelineDefinition definition(ObjectCursor root) {
    Optional<String> id = root.text("id");
    id.filter(text -> !ID.matcher(text).matches())
        .ifPresent(text -> root.diagnostics().error(ErrorCode.INVALID_VALUE, "/id", ID_RULE));
    String name = name(root);
    String description = root.text("description").orElse("");
    if (description.length() > MAX_DESCRIPTION) {
      root.diagnostics()
          .error(
              ErrorCode.INVALID_VALUE,
              "/description",
              "a description has at most " + MAX_DESCRIPTION + " characters");
    }
    Map<String, String> labels = root.scalars("labels");
    boolean linear = !root.has("sources") && !root.has("sinks");
    List<SourceDefinition> sources = sources(root);
    List<TransformDefinition> transforms = transforms(root, sources);
    List<SinkDefinition> sinks = sinks(root);
    Optional<SinkDefinition> deadLetter =
        root.object("deadLetter").map(cursor -> EndpointReader.deadLetter("dead-letter", cursor));
    PipelineSettings settings =
        root.object("settings").map(DefinitionReader::settings).orElse(PipelineSettings.DEFAULTS);
    List<DefinitionTest> tests = TestCodec.read(root);
    root.close();
    return new PipelineDefinition(
        id,
        name,
        description,
        labels,
        linear,
        sources,
        transforms,
        sinks,
        deadLetter,
        settings,
        tests);
  }

  private static String name(ObjectCursor root) {
    String name = root.requiredText("name");
    boolean printable = name.codePoints().noneMatch(Character::isISOControl);
    if (root.raw("name").filter(JsonNode::isTextual).isPresent()
        && (name.isBlank() || name.length() > MAX_NAME || !printable)) {
      root.diagnostics()
          .error(
              ErrorCode.INVALID_VALUE,
              "/name",
              "a name is 1 to " + MAX_NAME + " printable characters");
    }
    return name;
  }

  private static List<SourceDefinition> sources(ObjectCursor root) {
    List<SourceDefinition> sources = new ArrayList<>();
    exclusive(root, "source", "sources");
    root.object("source").ifPresent(cursor -> sources.add(EndpointReader.source("source", cursor)));
    root.objects("sources")
        .forEach((id, cursor) -> sources.add(EndpointReader.source(checkedId(id, cursor), cursor)));
    return sources;
  }

  private static List<SinkDefinition> sinks(ObjectCursor root) {
    List<SinkDefinition> sinks = new ArrayList<>();
    exclusive(root, "sink", "sinks");
    root.object("sink").ifPresent(cursor -> sinks.add(EndpointReader.sink("sink", cursor)));
    root.objects("sinks")
        .forEach((id, cursor) -> sinks.add(EndpointReader.sink(checkedId(id, cursor), cursor)));
    return sinks;
  }

  private static void exclusive(ObjectCursor root, String one, String many) {
    boolean hasOne = root.has(one);
    boolean hasMany = root.has(many);
    if (hasOne && hasMany) {
      root.gap(many);
      root.diagnostics()
          .error(
              ErrorCode.CONFLICTING_VALUES,
              "/" + many,
              "'" + one + "' and '" + many + "' cannot both be written");
    } else if (!hasOne && !hasMany) {
      root.missing(one);
    } else if (root.raw(many).filter(any -> any.isObject() && any.isEmpty()).isPresent()) {
      root.gap(many);
      root.diagnostics()
          .error(ErrorCode.MISSING_VALUE, "/" + many, "at least one of '" + many + "' is needed");
    }
  }

  static String checkedId(String id, ObjectCursor cursor) {
    if (!ID.matcher(id).matches()) {
      cursor
          .diagnostics()
          .error(ErrorCode.INVALID_VALUE, cursor.pointer(), "'" + id + "': " + ID_RULE);
    }
    return id;
  }

  private static List<TransformDefinition> transforms(
      ObjectCursor root, List<SourceDefinition> sources) {
    List<ObjectCursor> written = root.list("transforms");
    if (written.size() > MAX_TRANSFORMS) {
      root.gap("transforms");
      root.diagnostics()
          .error(
              ErrorCode.DOCUMENT_TOO_LARGE,
              "/transforms",
              written.size() + " transforms are more than " + MAX_TRANSFORMS);
      return List.of();
    }
    return TransformReader.readAll(written, sources.stream().map(SourceDefinition::id).toList());
  }

  private static PipelineSettings settings(ObjectCursor cursor) {
    Optional<DeliveryGuarantee> guarantee =
        EndpointReader.choice(
            cursor,
            "deliveryGuarantee",
            DeliveryGuarantee::of,
            Arrays.stream(DeliveryGuarantee.values()).map(DeliveryGuarantee::text).toList());
    Optional<ObjectCursor> snapshots = cursor.object("snapshots");
    Optional<ErrorLimit> errorLimit = cursor.object("errorLimit").flatMap(ErrorLimitCodec::read);
    PipelineSettings settings =
        new PipelineSettings(
            cursor.integer("parallelism", 1, 128),
            cursor.duration("checkpointInterval"),
            guarantee,
            snapshots.flatMap(inner -> inner.integer("keep", 1, 1_000)),
            snapshots.flatMap(inner -> inner.duration("maxAge")),
            errorLimit);
    snapshots.ifPresent(ObjectCursor::close);
    cursor.close();
    return settings;
  }
}
