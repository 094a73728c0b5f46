package io.dataflow.benchmark.micro;

import io.dataflow.record.Row;
import java.math.BigDecimal;
import java.util.Locale;
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

/**
 * Expressions of Nexmark's queries as they are generated, and what somebody would write by hand for
 * the same rows; time for each record.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ExpressionBenchmark {
  /** An expression and its twin. */
  public enum Sample {
    FILTER("MOD(auction, 123) = 0") {
      @Override
      Object byHand(Object[] in) {
        return in[0] == null ? null : (Long) in[0] % 123 == 0;
      }
    },
    ARITHMETIC("(price + bidder) * 2 - auction") {
      @Override
      Object byHand(Object[] in) {
        return in[2] == null || in[1] == null || in[0] == null
            ? null
            : ((Long) in[2] + (Long) in[1]) * 2 - (Long) in[0];
      }
    },
    DECIMAL("0.908 * price") {
      @Override
      Object byHand(Object[] in) {
        return in[2] == null ? null : BigDecimal.valueOf((Long) in[2] * 908, 3);
      }
    },
    TEXT("LOWER(channel) IN ('apple', 'google', 'facebook', 'baidu')") {
      @Override
      Object byHand(Object[] in) {
        return in[3] == null
            ? null
            : switch (((String) in[3]).toLowerCase(Locale.ROOT)) {
              case "apple", "google", "facebook", "baidu" -> true;
              default -> false;
            };
      }
    };

    private final String expression;

    Sample(String expression) {
      this.expression = expression;
    }

    abstract Object byHand(Object[] in);
  }

  @Param public Sample sample;

  private Row[] rows;
  private Evaluation evaluation;

  @Setup
  public void open() {
    rows = Bids.rows();
    evaluation = Evaluation.of(sample.expression);
  }

  @Benchmark
  @OperationsPerInvocation(Bids.COUNT)
  public void generated(Blackhole out) {
    for (Row row : rows) {
      out.consume(evaluation.value(row.values()));
    }
  }

  @Benchmark
  @OperationsPerInvocation(Bids.COUNT)
  public void byHand(Blackhole out) {
    for (Row row : rows) {
      out.consume(sample.byHand(row.values()));
    }
  }
}
