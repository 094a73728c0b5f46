package io.dataflow.service.http;

import io.dataflow.service.command.LoadedPipeline;
import io.dataflow.service.command.PipelineRepository;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.VersionTag;

/** Pipelines by the id in a path. */
final class Pipelines {
  private final PipelineRepository repository;

  Pipelines(PipelineRepository repository) {
    this.repository = repository;
  }

  /** The pipeline, or a 404. */
  PipelineState require(ApiRequest request) {
    return require(request.pipelineId());
  }

  PipelineState require(String pipelineId) {
    PipelineState state = repository.load(pipelineId).state();
    if (!state.exists()) {
      throw notFound(pipelineId);
    }
    return state;
  }

  /** As {@link #require}, but a deleted pipeline counts: its history stays readable. */
  LoadedPipeline requireHistory(ApiRequest request) {
    LoadedPipeline loaded = repository.load(request.pipelineId());
    if (loaded.head() == 0) {
      throw notFound(loaded.pipelineId());
    }
    return loaded;
  }

  PipelineState find(String pipelineId) {
    return repository.load(pipelineId).state();
  }

  static ProblemException notFound(String pipelineId) {
    return Problem.of(ProblemCode.PIPELINE_NOT_FOUND, "Pipeline not found: " + pipelineId)
        .exception();
  }

  /** The {@code ETag} of a definition version. */
  static String entityTag(VersionTag tag) {
    return '"' + tag.text() + '"';
  }
}
