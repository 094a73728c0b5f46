package io.dataflow.runtime.keyed;

import io.dataflow.record.Row;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.function.ThrowingConsumer;

/** Says in which window a row lies, and when windows close. */
final class WindowTimers {
  /** No window ends here: the row's is closed. */
  static final long CLOSED = Long.MIN_VALUE;

  private final Windows windows;
  private final InternalTimerService<Long> timers;

  WindowTimers(Windows windows, InternalTimerService<Long> timers) {
    this.windows = windows;
    this.timers = timers;
  }

  /** The end of the row's window, or {@link #CLOSED}. */
  long end(StreamRecord<Row> element) {
    if (!windows.byEventTime()) {
      return windows.end(timers.currentProcessingTime());
    }
    long end = windows.end(element.getTimestamp());
    return end - 1 <= timers.currentWatermark() ? CLOSED : end;
  }

  /** Lets the current key's window close in time; more than once is once. */
  void register(long end) {
    if (windows.byEventTime()) {
      timers.registerEventTimeTimer(end, end - 1);
    } else {
      timers.registerProcessingTimeTimer(end, end - 1);
    }
  }

  /** At the end of the input the clock will not close what is open; event time does. */
  void closeAll(ThrowingConsumer<Long, Exception> close) throws Exception {
    timers.forEachProcessingTimeTimer((end, time) -> close.accept(end));
  }
}
