package io.dataflow.runtime.keyed;

import io.dataflow.pipeline.ErrorPolicy;
import java.io.Serializable;

/**
 * Windows of one length, each known by its end, which is excluded. Times are milliseconds.
 *
 * @param size a multiple of {@code slide}
 * @param slide from one window to the next; as long as they are where they tumble
 * @param offset of their ends from multiples of {@code slide}
 * @param byEventTime else by processing time
 * @param onLate what becomes of rows whose windows are closed; of event time only
 */
public record Windows(long size, long slide, long offset, boolean byEventTime, ErrorPolicy onLate)
    implements Serializable {
  /** The end of the first window that holds a time. */
  long firstEnd(long time) {
    return time - Math.floorMod(time - offset, slide) + slide;
  }

  /** The end of the last window that holds what the one with that end is the first to hold. */
  long lastEnd(long firstEnd) {
    return firstEnd + size - slide;
  }
}
