package io.dataflow.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pipeline as its author describes it: an acyclic graph of sources, transforms and sinks that
 * share one name space.
 *
 * @param id the author's id, if one was written
 * @param name 1 to 100 printable characters
 * @param linear whether it was written as a line ({@code source}, {@code sink}) rather than as a
 *     graph ({@code sources}, {@code sinks})
 * @param transforms in the order written, with the ids written or generated
 * @param deadLetter where records go whose policy is {@link ErrorPolicy#DEAD_LETTER}
 */
public record PipelineDefinition(
    Optional<String> id,
    String name,
    String description,
    Map<String, String> labels,
    boolean linear,
    List<SourceDefinition> sources,
    List<TransformDefinition> transforms,
    List<SinkDefinition> sinks,
    Optional<SinkDefinition> deadLetter,
    PipelineSettings settings,
    List<DefinitionTest> tests) {
  public PipelineDefinition {
    labels = Map.copyOf(labels);
    sources = List.copyOf(sources);
    transforms = List.copyOf(transforms);
    sinks = List.copyOf(sinks);
    tests = List.copyOf(tests);
  }

  /** The same with sources whose schemas are known. */
  public PipelineDefinition withSources(List<SourceDefinition> newSources) {
    return new PipelineDefinition(
        id,
        name,
        description,
        labels,
        linear,
        newSources,
        transforms,
        sinks,
        deadLetter,
        settings,
        tests);
  }

  /** The same with other sinks and settings. */
  public PipelineDefinition with(List<SinkDefinition> newSinks, PipelineSettings newSettings) {
    return new PipelineDefinition(
        id,
        name,
        description,
        labels,
        linear,
        sources,
        transforms,
        newSinks,
        deadLetter,
        newSettings,
        tests);
  }

  /** The same with other steps. */
  public PipelineDefinition withTransforms(List<TransformDefinition> newTransforms) {
    return new PipelineDefinition(
        id,
        name,
        description,
        labels,
        linear,
        sources,
        newTransforms,
        sinks,
        deadLetter,
        settings,
        tests);
  }
}
