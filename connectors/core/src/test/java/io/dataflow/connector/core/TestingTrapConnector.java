package io.dataflow.connector.core;

import io.dataflow.connector.Connector;
import io.dataflow.connector.ConnectorOptions;
import io.dataflow.connector.SinkConnector;
import io.dataflow.connector.SinkContext;
import io.dataflow.pipeline.DeliveryGuarantee;
import io.dataflow.record.Row;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * A sink that takes its time and fails once, some records behind a writer's third checkpoint; then
 * it is fast.
 */
final class TestingTrapConnector implements Connector, SinkConnector {
  /** Seen by the writers, which run in this JVM. One job at a time. */
  private static final AtomicBoolean FAILED = new AtomicBoolean();

  private static final int CHECKPOINTS = 3;
  private static final int RECORDS_BEHIND = 20;
  private static final long NANOS_PER_RECORD = 100_000;

  TestingTrapConnector() {
    FAILED.set(false);
  }

  static boolean hasFailed() {
    return FAILED.get();
  }

  @Override
  public String type() {
    return "trap";
  }

  @Override
  public String description() {
    return "Fails once";
  }

  @Override
  public Optional<SinkConnector> sink() {
    return Optional.of(this);
  }

  @Override
  public DeliveryGuarantee guarantee(ConnectorOptions options) {
    return DeliveryGuarantee.AT_LEAST_ONCE;
  }

  @Override
  public String identity(ConnectorOptions options) {
    return "trap";
  }

  @Override
  public Sink<Row> build(SinkContext context) {
    return new Trap();
  }

  private static final class Trap implements Sink<Row> {
    private static final long serialVersionUID = 1L;

    @Override
    @SuppressWarnings("deprecation") // abstract in 1.20, so it must be here
    public SinkWriter<Row> createWriter(InitContext context) {
      throw new UnsupportedOperationException("Flink calls the other one");
    }

    @Override
    public SinkWriter<Row> createWriter(WriterInitContext context) {
      return new SinkWriter<>() {
        private int checkpoints;
        private int behind;

        @Override
        public void write(Row row, Context ofRow) {
          if (FAILED.get()) {
            return;
          }
          LockSupport.parkNanos(NANOS_PER_RECORD);
          if (checkpoints >= CHECKPOINTS
              && ++behind > RECORDS_BEHIND
              && FAILED.compareAndSet(false, true)) {
            throw new IllegalStateException("the failure that the test asked for");
          }
        }

        @Override
        public void flush(boolean endOfInput) {
          checkpoints++;
        }

        @Override
        public void close() {}
      };
    }
  }
}
