package io.dataflow.service.slot;

/**
 * Up to where an owner handled a pipeline's stream.
 *
 * @param epoch of the owner that moved it last
 * @param atRest nothing is left to do until the next event; a sweep passes over such a pipeline
 *     when its stream has not grown
 */
public record HandledUpTo(long sequenceNumber, long epoch, boolean atRest) {
  /** Of a pipeline that nobody handled yet. */
  public static final HandledUpTo NOTHING = new HandledUpTo(0, 0, false);

  /** Holds callers of {@link Progress#advance} to going forward. */
  public static void requireForward(HandledUpTo seen, HandledUpTo next) {
    if (next.sequenceNumber < seen.sequenceNumber || next.epoch < seen.epoch) {
      throw new IllegalArgumentException("progress cannot go back from " + seen + " to " + next);
    }
  }
}
