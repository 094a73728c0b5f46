package io.dataflow.runtime.aggregate;

import io.dataflow.pipeline.Window;
import java.io.Serializable;

/**
 * Time cut so that every window of a shape is a row of whole slices. Times are milliseconds, ends
 * are exclusive.
 *
 * @param slice the length of a slice: windows end at the ends of slices
 * @param size the length of a window at most
 * @param cumulating whether windows begin together and grow, instead of being all of one length
 */
record Slices(long slice, long size, long offset, boolean cumulating) implements Serializable {
  static Slices of(Window.Shape shape) {
    if (shape instanceof Window.Hop hop) {
      return new Slices(
          hop.slide().toMillis(), hop.size().toMillis(), hop.offset().toMillis(), false);
    } else if (shape instanceof Window.Cumulate cumulate) {
      return new Slices(
          cumulate.step().toMillis(),
          cumulate.size().toMillis(),
          cumulate.offset().toMillis(),
          true);
    }
    Window.Tumble tumble = (Window.Tumble) shape;
    long size = tumble.size().toMillis();
    return new Slices(size, size, tumble.offset().toMillis(), false);
  }

  /** The end of the slice that a time lies in. */
  long end(long time) {
    return time - Math.floorMod(time - offset, slice) + slice;
  }

  boolean isEnd(long time) {
    return Math.floorMod(time - offset, slice) == 0;
  }

  /** The end of the last window that holds the slice with that end. */
  long lastWindow(long sliceEnd) {
    return cumulating ? period(sliceEnd) + size : sliceEnd + size - slice;
  }

  long windowStart(long windowEnd) {
    return cumulating ? period(windowEnd) : windowEnd - size;
  }

  private long period(long end) {
    return end - 1 - Math.floorMod(end - 1 - offset, size);
  }
}
