package io.dataflow.benchmark.micro;

import io.dataflow.runtime.format.RecordFramer;
import io.dataflow.runtime.format.RowDecoder;
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

/** From bytes to rows, with all fields and with those that a query needs; time for each record. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {
  @Param({"csv", "json"})
  public String format;

  @Param({"all", "auction,bidder,price,dateTime,extra", "auction,price"})
  public String fields;

  private byte[] bytes;
  private RecordFramer framer;
  private RowDecoder decoder;

  @Setup
  public void open() {
    bytes = Bids.bytes(format);
    framer = Bids.format(format).framer();
    decoder = Bids.format(format).decoder(Bids.SCHEMA, Bids.projected(fields));
  }

  @Benchmark
  @OperationsPerInvocation(Bids.COUNT)
  public void decode(Blackhole out) {
    int at = 0;
    while (at < bytes.length) {
      int end = framer.end(bytes, at, bytes.length, true);
      out.consume(decoder.decodeRecord(bytes, at, end));
      at = end;
    }
  }
}
