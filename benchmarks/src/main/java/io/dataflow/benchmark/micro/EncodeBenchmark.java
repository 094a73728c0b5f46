package io.dataflow.benchmark.micro;

import io.dataflow.connector.RowEncoder;
import io.dataflow.record.Row;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** From rows to bytes; time for each record. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncodeBenchmark {
  @Param({"csv", "json"})
  public String format;

  private Row[] rows;
  private RowEncoder encoder;

  @Setup
  public void open() {
    rows = Bids.rows();
    encoder = Bids.format(format).encoder(Bids.SCHEMA);
  }

  @Benchmark
  @OperationsPerInvocation(Bids.COUNT)
  public void encode(Blackhole out) {
    for (Row row : rows) {
      out.consume(encoder.encode(row));
    }
  }
}
