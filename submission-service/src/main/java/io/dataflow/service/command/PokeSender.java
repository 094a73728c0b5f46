package io.dataflow.service.command;

/** Wakes the owner of a pipeline's slot, wherever it runs. */
public interface PokeSender {

  /**
   * Best effort, returns at once and never throws: without it the owner's own polling finds the
   * change a little later.
   */
  void poke(String pipelineId);
}
