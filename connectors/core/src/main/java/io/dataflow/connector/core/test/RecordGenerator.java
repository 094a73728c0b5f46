package io.dataflow.connector.core.test;

import io.dataflow.record.Row;
import io.dataflow.schema.RecordSchema;
import java.util.SplittableRandom;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * Makes the record of a number: the same one for the same seed, wherever and whenever it is made.
 */
final class RecordGenerator implements GeneratorFunction<Long, Row> {
  private static final long serialVersionUID = 1L;

  /** The odd fraction of 2^64 by the golden ratio: neighbouring numbers get distant seeds. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final RecordType type;
  private final RecordSchema schema;
  private final int[] projection;
  private final long seed;
  private final Clock clock;

  /**
   * @param type null for records of {@code schema}
   * @param projection the positions that rows hold, in order
   */
  RecordGenerator(RecordType type, RecordSchema schema, int[] projection, long seed, Clock clock) {
    this.type = type;
    this.schema = schema;
    this.projection = projection;
    this.seed = seed;
    this.clock = clock;
  }

  @Override
  public Row map(Long index) {
    SplittableRandom random = new SplittableRandom(seed + index * GOLDEN);
    long now = clock.millis(index);
    Object[] values =
        type == null
            ? RandomValues.of(schema, index, random, now)
            : type.values(index, random, now);
    Object[] projected = new Object[projection.length];
    for (int i = 0; i < projected.length; i++) {
      projected[i] = values[projection[i]];
    }
    return Row.of(projected);
  }

  /**
   * The time that a record bears.
   *
   * @param start of the first record, in milliseconds since the epoch; negative: the wall clock
   * @param step milliseconds between records
   */
  record Clock(long start, double step) implements java.io.Serializable {
    long millis(long index) {
      return start < 0 ? System.currentTimeMillis() : start + (long) (index * step);
    }
  }
}
