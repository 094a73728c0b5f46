package io.dataflow.runtime.keyed;

import io.dataflow.record.Row;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.function.ThrowingConsumer;

/** Says in which windows a row lies, and when windows close. */
final class WindowTimers {
  private final Windows windows;
  private final InternalTimerService<Long> timers;

  WindowTimers(Windows windows, InternalTimerService<Long> timers) {
    this.windows = windows;
    this.timers = timers;
  }

  /** The end of the first window that holds the row. */
  long firstEnd(StreamRecord<Row> element) {
    return windows.firstEnd(
        windows.byEventTime() ? element.getTimestamp() : timers.currentProcessingTime());
  }

  /** Whether the window with that end still takes rows at that watermark. */
  boolean isOpen(long end, long watermark) {
    return !windows.byEventTime() || end - 1 > watermark;
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
