package io.dataflow.trial;

import io.dataflow.connector.RowEncoder;
import io.dataflow.record.Row;
import io.dataflow.schema.RecordSchema;
import java.nio.charset.StandardCharsets;

/** Refuses what the sink's own encoder refuses, and makes of all else what a trial shows. */
record TrialEncoder(RowEncoder real, RecordSchema schema) implements RowEncoder {
  private static final long serialVersionUID = 1L;

  @Override
  public byte[] encode(Row row) {
    real.encode(row);
    return TrialSink.line(row, schema).getBytes(StandardCharsets.UTF_8);
  }
}
