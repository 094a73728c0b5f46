package io.dataflow.service.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dataflow.compile.StateComparison;
import io.dataflow.compile.StateVerdict;
import io.dataflow.error.Diagnostic;
import io.dataflow.pipeline.Enrich;
import io.dataflow.pipeline.PipelineDefinition;
import io.dataflow.pipeline.PipelineSettings;
import io.dataflow.pipeline.SourceDefinition;
import io.dataflow.pipeline.StepIds;
import io.dataflow.pipeline.TransformDefinition;
import io.dataflow.pipeline.codec.DefinitionReader;
import io.dataflow.pipeline.codec.DefinitionResult;
import io.dataflow.pipeline.codec.DefinitionWriter;
import io.dataflow.pipeline.codec.DocumentFormat;
import io.dataflow.plan.PlanNode;
import io.dataflow.plan.PlanResult;
import io.dataflow.plan.Planner;
import io.dataflow.plan.PlannerContext;
import io.dataflow.plan.SampleMode;
import io.dataflow.plan.TypedPlan;
import io.dataflow.service.domain.Definition;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * From a document to what is journalled: read, give steps their ids, plan, fill in schemas. What
 * could be read of a wrong document is planned too, so that its author sees everything at once.
 * Opens sources only in {@link SampleMode#SAMPLE}. Thread-safe.
 */
public final class DefinitionResolver {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Function<SampleMode, PlannerContext> contexts;

  /**
   * @param contexts what definitions are planned against
   */
  public DefinitionResolver(Function<SampleMode, PlannerContext> contexts) {
    this.contexts = contexts;
  }

  /**
   * @param previous the resolved document of the version before: steps keep its ids, sources that
   *     stayed the same keep its schema
   * @param reinfer sample all sources anew
   */
  public DefinitionResolution resolve(
      byte[] text,
      DocumentFormat format,
      SampleMode mode,
      Optional<String> previous,
      boolean reinfer) {
    return resolve(DefinitionReader.read(text, format), mode, previous, reinfer);
  }

  /** The same for a document whose text is not at hand. */
  public DefinitionResolution resolve(
      JsonNode document, SampleMode mode, Optional<String> previous, boolean reinfer) {
    return resolve(DefinitionReader.read(document), mode, previous, reinfer);
  }

  private DefinitionResolution resolve(
      DefinitionResult read, SampleMode mode, Optional<String> previous, boolean reinfer) {
    if (read.readable().isEmpty()) {
      return new DefinitionResolution(
          Optional.empty(), Optional.empty(), Optional.empty(), read.diagnostics());
    }
    Optional<PipelineDefinition> before = previous.flatMap(DefinitionResolver::stored);
    PipelineDefinition written = read.readable().get();
    StepIds.Result ids =
        before
            .map(old -> StepIds.carryOver(written, old))
            .orElseGet(() -> new StepIds.Result(written, List.of()));
    PipelineDefinition named = ids.definition();
    PipelineDefinition known =
        reinfer ? named : before.map(old -> keepSchemas(named, old)).orElse(named);
    PlanResult planned = Planner.plan(known, read.gaps(), contexts.apply(mode));
    List<Diagnostic> diagnostics = new ArrayList<>(read.diagnostics());
    diagnostics.addAll(read.locations().locate(ids.diagnostics()));
    diagnostics.addAll(read.locations().locate(planned.diagnostics()));
    boolean wrong = diagnostics.stream().anyMatch(Diagnostic::isError);
    Optional<TypedPlan> plan = planned.plan().filter(any -> !wrong);
    return new DefinitionResolution(
        plan.map(typed -> definition(read, planned.resolved(), typed)),
        written.id(),
        plan.map(TypedPlan::describe),
        diagnostics);
  }

  /**
   * What going on with one resolved definition does to the state of another; empty when either
   * cannot be planned any more.
   */
  public Optional<StateVerdict> stateVerdict(String before, String after) {
    Optional<TypedPlan> old = plan(before);
    return plan(after).flatMap(now -> old.map(plan -> StateComparison.of(plan, now)));
  }

  private Optional<TypedPlan> plan(String resolved) {
    return stored(resolved)
        .flatMap(found -> Planner.plan(found, contexts.apply(SampleMode.STATIC)).plan());
  }

  private static Optional<PipelineDefinition> stored(String document) {
    try {
      return DefinitionReader.read(MAPPER.readTree(document)).definition();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a stored definition cannot be read", e);
    }
  }

  /** A schema never changes behind the user's back: only a changed source is sampled again. */
  private static PipelineDefinition keepSchemas(PipelineDefinition next, PipelineDefinition old) {
    Map<String, SourceDefinition> before = new LinkedHashMap<>();
    old.sources().forEach(source -> before.put(source.id(), source));
    List<SourceDefinition> sources =
        next.sources().stream().map(source -> keepSchema(source, before.get(source.id()))).toList();
    Map<String, TransformDefinition> steps = new LinkedHashMap<>();
    old.transforms().forEach(step -> steps.put(step.id(), step));
    return next.withSources(sources)
        .withTransforms(
            next.transforms().stream()
                .map(step -> keepSchema(step, steps.get(step.id())))
                .toList());
  }

  private static SourceDefinition keepSchema(SourceDefinition source, SourceDefinition old) {
    if (source.schema().isPresent() || old == null || old.schema().isEmpty()) {
      return source;
    }
    SourceDefinition filled = source.withSchema(old.schema().get());
    boolean same =
        filled.type().equals(old.type())
            && filled.connectionString().equals(old.connectionString())
            && filled.options().equals(old.options());
    return same ? filled : source;
  }

  /** The same for the table of an enrich. */
  private static TransformDefinition keepSchema(TransformDefinition step, TransformDefinition old) {
    if (old == null
        || !(step.config() instanceof Enrich enrich)
        || !(old.config() instanceof Enrich before)
        || enrich.lookup().schema().isPresent()
        || before.lookup().schema().isEmpty()) {
      return step;
    }
    Enrich filled = enrich.withSchema(before.lookup().schema().get());
    return filled.lookup().equals(before.lookup()) ? step.withConfig(filled) : step;
  }

  private static Definition definition(
      DefinitionResult read, PipelineDefinition resolved, TypedPlan plan) {
    PipelineSettings settings = resolved.settings();
    Map<String, String> endpoints = new LinkedHashMap<>();
    for (PlanNode node : plan.nodes()) {
      if (node instanceof PlanNode.SourceNode source) {
        endpoints.put(source.id(), source.connector() + ":" + source.identity());
      } else if (node instanceof PlanNode.SinkNode sink) {
        endpoints.put(sink.id(), sink.connector() + ":" + sink.identity());
      }
    }
    return new Definition(
        resolved.name(),
        resolved.labels(),
        write(Objects.requireNonNull(read.document().orElse(null))),
        write(DefinitionWriter.write(resolved)),
        settings.parallelism().orElse(1),
        endpoints,
        settings.snapshotsKeep(),
        settings.snapshotsMaxAge());
  }

  private static String write(JsonNode document) {
    try {
      return MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
