package io.dataflow.runtime.aggregate;

import io.dataflow.pipeline.Window;
import io.dataflow.record.Row;
import io.dataflow.record.RowKind;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Aggregates in front of the shuffle, so that one accumulator travels instead of the rows of a
 * group and slice. Keeps no state: everything is handed on before a checkpoint, before the
 * watermark passes the slice, at the end, when there is much of it, and, of what no watermark is
 * waited for, within {@link #LATENCY_MILLIS}.
 *
 * <p>A slice is handed on before the watermark that completes it, so no row becomes late by waiting
 * here; rows of slices that are complete already are handed on as they are, to be judged where the
 * windows are. So are all rows as long as no watermark has come, as behind a restart, when the
 * windows know how late it was. After the input was idle the windows may be ahead of this
 * operator's watermark, so from then on rows are handed on as they are, unless there is no other
 * subtask that could be ahead.
 */
public final class PartialAggregateOperator extends AbstractStreamOperator<Row>
    implements OneInputStreamOperator<Row, Row> {
  private static final long serialVersionUID = 1L;

  /** How long a row waits at most, where no watermark is waited for. */
  static final long LATENCY_MILLIS = 100;

  private static final int MOST_GROUPS = 16_384;
  private static final int MOST_HEAVY_GROUPS = 1_024;
  private static final int MOST_ROWS = 262_144;

  /** Not worth it where fewer rows than this come together in a group; then it pauses. */
  private static final int LEAST_ROWS_OF_GROUP = 2;

  private static final long PAUSE_ROWS = 1_000_000;

  private final AggregateSpec spec;
  private final Slices slices;
  private final boolean inputTime;

  private transient AccumulatorLayout layout;
  private transient TreeMap<Long, Parts> parts;
  private transient Parts current;
  private transient long currentEnd;
  private transient long currentStart;
  private transient int groups;
  private transient int mostGroups;
  private transient int rows;
  private transient long paused;
  private transient long watermark;
  private transient boolean mayBeBehind;
  private transient ScheduledFuture<?> planned;
  private transient Row outgoing;
  private transient StreamRecord<Row> record;

  private PartialAggregateOperator(AggregateSpec spec, Slices slices, boolean inputTime) {
    this.spec = spec;
    this.slices = slices;
    this.inputTime = inputTime;
    this.chainingStrategy = ChainingStrategy.ALWAYS;
  }

  /** In front of windows over event time. */
  public static PartialAggregateOperator bySlice(AggregateSpec spec, Window.Shape shape) {
    return new PartialAggregateOperator(spec, Slices.of(shape), true);
  }

  /**
   * In front of groups without a window, or windows over the time at which rows arrive there.
   *
   * @param inputTime whether rows carry a time of their own
   */
  public static PartialAggregateOperator byGroup(AggregateSpec spec, boolean inputTime) {
    return new PartialAggregateOperator(spec, null, inputTime);
  }

  @Override
  public void open() throws Exception {
    super.open();
    layout = spec.layout();
    parts = new TreeMap<>();
    mostGroups = AccumulatorLayout.isHeavy(spec.calls()) ? MOST_HEAVY_GROUPS : MOST_GROUPS;
    watermark = Long.MIN_VALUE;
    outgoing = Row.of(new Object[spec.prepared().size() + layout.packedSize()]);
    record = new StreamRecord<>(null);
  }

  @Override
  public void processElement(StreamRecord<Row> element) {
    long time = inputTime ? element.getTimestamp() : 0;
    if (paused > 0 || mayBeBehind) {
      paused--;
      handOn(element);
    } else if (slices == null) {
      add(element.getValue(), time, Long.MAX_VALUE);
      planFlush();
    } else if (current != null && time >= currentStart && time < currentEnd) {
      add(element.getValue(), time, currentEnd);
    } else {
      long end = slices.end(time);
      if (end - 1 <= watermark || watermark == Long.MIN_VALUE) {
        handOn(element);
      } else {
        add(element.getValue(), time, end);
      }
    }
  }

  private void add(Row row, long time, long end) {
    if (current == null || currentEnd != end) {
      current = parts.computeIfAbsent(end, each -> new Parts(spec.keys(), layout));
      currentEnd = end;
      currentStart = slices == null ? Long.MIN_VALUE : end - slices.slice();
    }
    int before = current.size();
    Accumulator into = current.of(row.values());
    if (row.kind() == RowKind.UPDATE_BEFORE || row.kind() == RowKind.DELETE) {
      layout.takeBack(into, row.values());
    } else {
      layout.add(into, row.values(), time);
    }
    groups += current.size() - before;
    if (++rows >= MOST_ROWS || groups >= mostGroups) {
      boolean worthIt = rows / LEAST_ROWS_OF_GROUP >= groups;
      flush();
      paused = worthIt ? 0 : PAUSE_ROWS;
    }
  }

  /** As it is, with room for an accumulator. */
  private void handOn(StreamRecord<Row> element) {
    Row row = element.getValue();
    output.collect(
        element.replace(new Row(row.kind(), Arrays.copyOf(row.values(), outgoing.size()))));
  }

  private void planFlush() {
    if (planned == null) {
      ProcessingTimeService clock = getProcessingTimeService();
      planned =
          clock.registerTimer(
              clock.getCurrentProcessingTime() + LATENCY_MILLIS,
              time -> {
                planned = null;
                flush();
              });
    }
  }

  private void flush() {
    parts.forEach(this::flush);
    if (slices != null) {
      parts.clear();
      current = null;
    }
    groups = 0;
    rows = 0;
  }

  private void flush(long end, Parts complete) {
    complete.drain(
        part -> {
          Object[] values = outgoing.values();
          System.arraycopy(part.key, 0, values, 0, spec.keys());
          layout.pack(part.accumulator, values, spec.prepared().size());
          // The next operator stands behind the shuffle: the row is written at once.
          output.collect(
              slices == null ? record.replace(outgoing) : record.replace(outgoing, end - 1));
        });
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermark = Math.max(watermark, mark.getTimestamp());
    if (slices != null) {
      while (!parts.isEmpty() && parts.firstKey() - 1 <= watermark) {
        Map.Entry<Long, Parts> complete = parts.pollFirstEntry();
        groups -= complete.getValue().size();
        flush(complete.getKey(), complete.getValue());
        if (complete.getKey() == currentEnd) {
          current = null;
        }
      }
      rows = parts.isEmpty() ? 0 : rows;
    }
    super.processWatermark(mark);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    if (status.isIdle() && slices != null) {
      flush();
      mayBeBehind = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks() > 1;
    }
    super.processWatermarkStatus(status);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    flush();
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public void finish() throws Exception {
    flush();
    super.finish();
  }

  @Override
  public void close() throws Exception {
    if (planned != null) {
      planned.cancel(false);
    }
    super.close();
  }
}
