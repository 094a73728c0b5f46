package io.dataflow.runtime;

import io.dataflow.record.Row;
import org.apache.flink.api.common.eventtime.SerializableTimestampAssigner;

/**
 * Reads a row's event time. What has none (a bad record, a null, which the next operator refuses)
 * gets the least possible time, so that no watermark moves because of it.
 */
final class EventTimeField implements SerializableTimestampAssigner<Row> {
  private static final long serialVersionUID = 1L;

  private final int position;

  EventTimeField(int position) {
    this.position = position;
  }

  @Override
  public long extractTimestamp(Row row, long recordTimestamp) {
    Object time = row.isBad() ? null : row.get(position);
    return time == null ? Long.MIN_VALUE : (Long) time;
  }
}
