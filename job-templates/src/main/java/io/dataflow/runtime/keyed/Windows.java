package io.dataflow.runtime.keyed;

import io.dataflow.pipeline.ErrorPolicy;
import java.io.Serializable;

/**
 * Tumbling windows, aligned to the epoch; each is known by its end.
 *
 * @param size in milliseconds
 * @param byEventTime else by processing time
 * @param onLate what becomes of rows whose window is closed; of event time only
 */
public record Windows(long size, boolean byEventTime, ErrorPolicy onLate) implements Serializable {
  /** The end of the window of a time, excluded. */
  long end(long time) {
    return time - Math.floorMod(time, size) + size;
  }
}
