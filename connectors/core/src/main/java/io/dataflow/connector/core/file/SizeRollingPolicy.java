package io.dataflow.connector.core.file;

import io.dataflow.record.Row;
import java.io.IOException;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.CheckpointRollingPolicy;

/**
 * Finishes a file at every checkpoint, and before when it has become large: size is looked at every
 * {@value #ROWS_BETWEEN_LOOKS} rows.
 */
final class SizeRollingPolicy extends CheckpointRollingPolicy<Row, String> {
  private static final long serialVersionUID = 1L;

  /** A size is a system call. */
  private static final int ROWS_BETWEEN_LOOKS = 1024;

  private final long maxBytes;
  private int rows;

  SizeRollingPolicy(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public boolean shouldRollOnEvent(PartFileInfo<String> file, Row row) throws IOException {
    rows++;
    return rows % ROWS_BETWEEN_LOOKS == 0 && file.getSize() >= maxBytes;
  }

  @Override
  public boolean shouldRollOnProcessingTime(PartFileInfo<String> file, long now) {
    return false;
  }
}
