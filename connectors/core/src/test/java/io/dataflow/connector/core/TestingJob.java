package io.dataflow.connector.core;

import io.dataflow.connector.RowEncoder;
import io.dataflow.connector.SinkConnector;
import io.dataflow.connector.SinkContext;
import io.dataflow.connector.SourceConnector;
import io.dataflow.connector.SourceContext;
import io.dataflow.record.Row;
import io.dataflow.record.RowTypeInformation;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A source and a sink with what stands between them in a compiled job: the encoding. */
public final class TestingJob {
  private static final RecordSchema ENCODED =
      new RecordSchema(List.of(new Field("record", FieldType.of(ScalarKind.BYTES))));

  /** Seen by the operators, which run in this JVM. One job at a time. */
  private static final AtomicLong SEEN = new AtomicLong();

  /** Done when {@link #CATCH_AT} records were seen. */
  private static final AtomicReference<CompletableFuture<Void>> CAUGHT = new AtomicReference<>();

  private static final AtomicBoolean FAILED = new AtomicBoolean();

  /** Enough that some checkpoints lie before it. */
  public static final int CATCH_AT = 5_000;

  private TestingJob() {}

  /** How the encoding behaves. */
  public enum Manner {
    FAST,
    /** About 50 microseconds a record, so that a job can be caught while it runs. */
    SLOW,
    /** Slow, and fails once behind the second checkpoint. */
    FAILING
  }

  public static long seen() {
    return SEEN.get();
  }

  /** Waits until the job has seen {@link #CATCH_AT} records. */
  public static void awaitRunning() throws Exception {
    CAUGHT.get().get(1, TimeUnit.MINUTES);
  }

  public static boolean hasFailed() {
    return FAILED.get();
  }

  public static JobClient start(
      Configuration configuration,
      SourceConnector source,
      SourceContext from,
      SinkConnector sink,
      SinkContext to,
      Manner manner)
      throws Exception {
    SEEN.set(0);
    FAILED.set(false);
    CAUGHT.set(new CompletableFuture<>());
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    RowEncoder encoder = sink.encoder(to).orElseThrow();
    env.fromSource(
            source.build(from),
            WatermarkStrategy.noWatermarks(),
            "source",
            new RowTypeInformation(from.projectedSchema()))
        .uid("source")
        .map(new Encode(encoder, manner))
        .returns(new RowTypeInformation(ENCODED))
        .uid("encode")
        .sinkTo(sink.build(to))
        .uid("sink");
    return env.executeAsync("test");
  }

  private static final class Encode extends RichMapFunction<Row, Row>
      implements CheckpointListener {
    private static final long serialVersionUID = 1L;

    private final RowEncoder encoder;
    private final Manner manner;
    private int checkpoints;

    Encode(RowEncoder encoder, Manner manner) {
      this.encoder = encoder;
      this.manner = manner;
    }

    @Override
    public Row map(Row row) {
      if (SEEN.incrementAndGet() == CATCH_AT) {
        CAUGHT.get().complete(null);
      }
      if (manner != Manner.FAST && !FAILED.get()) {
        LockSupport.parkNanos(1);
      }
      if (manner == Manner.FAILING && checkpoints >= 2 && FAILED.compareAndSet(false, true)) {
        throw new IllegalStateException("the failure that the test asked for");
      }
      return Row.of(
          row.isBad()
              ? ("bad " + row.badRecord().position()).getBytes(StandardCharsets.UTF_8)
              : encoder.encode(row));
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      checkpoints++;
    }
  }
}
