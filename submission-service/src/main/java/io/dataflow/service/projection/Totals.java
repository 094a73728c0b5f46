package io.dataflow.service.projection;

import java.util.Optional;

/**
 * The stored totals, written by a slot's owner every few seconds and at the end of an attempt.
 * Every method may throw {@link io.dataflow.service.journal.JournalUnavailableException}.
 */
public interface Totals {

  Optional<PipelineTotals> read(String pipelineId);

  /**
   * Stores them, unless a later write of this owner or one of a later epoch is there already.
   *
   * @param epoch of the writer's lease
   * @param writeNumber counted by the writer under this lease, from 1; at most 2^32 − 1
   */
  void save(PipelineTotals totals, long epoch, long writeNumber);

  /** Orders writes: by epoch first, then by the writer's own count. */
  static long writeStamp(long epoch, long writeNumber) {
    if (epoch < 0 || epoch >= 1L << 30 || writeNumber < 0 || writeNumber >= 1L << 32) {
      throw new IllegalArgumentException("epoch " + epoch + ", write " + writeNumber);
    }
    return (epoch << 32) | writeNumber;
  }
}
