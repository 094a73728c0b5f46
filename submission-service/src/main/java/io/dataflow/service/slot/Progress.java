package io.dataflow.service.slot;

import java.util.Map;

/**
 * How far the owners came with each pipeline. It only says what need not be looked at again: what
 * is done follows from a pipeline's present state alone.
 */
public interface Progress {

  /** {@link HandledUpTo#NOTHING} for a pipeline nobody handled. */
  HandledUpTo read(String pipelineId);

  /** Of all pipelines of a slot that were ever handled. */
  Map<String, HandledUpTo> readSlot(int slot);

  /**
   * Moves it, if nobody else did since {@code seen}.
   *
   * @return false when the stored one is not {@code seen} or was moved by a later epoch: the caller
   *     lost its slot, or asks again
   * @throws IllegalArgumentException when it would go back
   */
  boolean advance(String pipelineId, HandledUpTo seen, HandledUpTo next);
}
