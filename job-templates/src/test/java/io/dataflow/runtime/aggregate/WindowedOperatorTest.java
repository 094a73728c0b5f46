package io.dataflow.runtime.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.function.AggregateKind;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.pipeline.Window;
import io.dataflow.record.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Windows by event time against a model, which gives every row to each of its windows, with and
 * without the operator in front of the shuffle, and over a restart.
 */
@SuppressWarnings("try") // the harnesses' close() throws anything
class WindowedOperatorTest {
  private static final long SIZE = 10;
  private static final long STEP = 2;
  private static final Map<String, Window.Shape> SHAPES =
      Map.of(
          "tumble", new Window.Tumble(Duration.ofMillis(SIZE), Duration.ofMillis(3)),
          "hop", new Window.Hop(Duration.ofMillis(SIZE), Duration.ofMillis(STEP), Duration.ZERO),
          "cumulate",
              new Window.Cumulate(
                  Duration.ofMillis(SIZE), Duration.ofMillis(STEP), Duration.ofMillis(1)),
          "session", new Window.Session(Duration.ofMillis(4)));

  private record Span(String key, long start, long end) {}

  /** What should come out, and what should be late. */
  private static final class Model {
    private final Window.Shape shape;
    private final Map<Span, long[]> open = new java.util.HashMap<>();
    private final List<String> emitted = new ArrayList<>();
    private long watermark = Long.MIN_VALUE;
    private int late;

    Model(Window.Shape shape) {
      this.shape = shape;
    }

    void row(String key, long value, long time) {
      List<Span> spans =
          windows(key, time).stream().filter(span -> span.end() - 1 > watermark).toList();
      if (shape instanceof Window.Session) {
        spans = List.of(joined(key, time));
        if (spans.get(0).end() - 1 <= watermark) {
          late++;
          return;
        }
      } else if (spans.isEmpty()) {
        late++;
      }
      for (Span span : spans) {
        long[] sum = open.computeIfAbsent(span, each -> new long[2]);
        sum[0]++;
        sum[1] += value;
      }
    }

    private Span joined(String key, long time) {
      Span span = new Span(key, time, time + 4);
      long[] sum = new long[2];
      for (Map.Entry<Span, long[]> each : Map.copyOf(open).entrySet()) {
        Span other = each.getKey();
        if (other.key().equals(key) && other.start() <= time + 4 && other.end() >= time) {
          open.remove(other);
          span =
              new Span(
                  key, Math.min(span.start(), other.start()), Math.max(span.end(), other.end()));
          sum[0] += each.getValue()[0];
          sum[1] += each.getValue()[1];
        }
      }
      if (sum[0] > 0) {
        open.put(span, sum);
      }
      return span;
    }

    private List<Span> windows(String key, long time) {
      List<Span> spans = new ArrayList<>();
      for (long end = time - 2 * SIZE; end <= time + 2 * SIZE; end++) {
        long start = end - SIZE;
        boolean is;
        if (shape instanceof Window.Tumble) {
          is = Math.floorMod(end - 3, SIZE) == 0;
        } else if (shape instanceof Window.Hop) {
          is = Math.floorMod(end, STEP) == 0;
        } else {
          start = end - 1 - Math.floorMod(end - 2, SIZE);
          is = Math.floorMod(end - 1, STEP) == 0;
        }
        if (is && start <= time && time < end) {
          spans.add(new Span(key, start, end));
        }
      }
      return spans;
    }

    void watermark(long time) {
      watermark = Math.max(watermark, time);
      TreeMap<String, Span> due = new TreeMap<>();
      open.forEach(
          (span, sum) -> {
            if (span.end() - 1 <= watermark) {
              due.put(span.toString(), span);
            }
          });
      for (Span span : due.values()) {
        long[] sum = open.remove(span);
        emitted.add(text(span.key(), sum[0], sum[1], span.start(), span.end()));
      }
    }
  }

  private static String text(Object key, Object count, Object sum, Object start, Object end) {
    return key + ": " + count + " records, " + sum + " in [" + start + ", " + end + ")";
  }

  private static TestingStage stage(
      Window.Shape shape, boolean apart, OperatorSubtaskState restored) throws Exception {
    AggregateSpec spec =
        TestingCalls.windowed(
            apart, TestingCalls.call(AggregateKind.COUNT), TestingCalls.call(AggregateKind.SUM, 1));
    WindowTime time = new WindowTime(true, 0, ErrorPolicy.DEAD_LETTER);
    return new TestingStage(
        spec,
        apart ? PartialAggregateOperator.bySlice(spec, shape) : null,
        shape instanceof Window.Session session
            ? new SessionOperator(spec, time, session)
            : new SliceOperator(spec, time, shape),
        restored);
  }

  @TestFactory
  Stream<DynamicTest> asTheModelSays() {
    List<DynamicTest> tests = new ArrayList<>();
    SHAPES.forEach(
        (name, shape) -> {
          tests.add(DynamicTest.dynamicTest(name, () -> againstTheModel(shape, false)));
          if (!(shape instanceof Window.Session)) {
            tests.add(DynamicTest.dynamicTest(name + " apart", () -> againstTheModel(shape, true)));
          }
        });
    return tests.stream();
  }

  private static void againstTheModel(Window.Shape shape, boolean apart) throws Exception {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      Model model = new Model(shape);
      TestingStage stage = stage(shape, apart, null);
      List<String> emitted = new ArrayList<>();
      int letters = 0;
      long time = -20;
      for (int i = 0; i < 120; i++) {
        int choice = random.nextInt(20);
        if (choice < 15) {
          String key = "k" + random.nextInt(3);
          long at = time - random.nextInt(15);
          model.row(key, i, at);
          stage.row(Row.of(key, (long) i, null, null), at);
          time += random.nextInt(3);
        } else if (choice < 18) {
          long mark = time - random.nextInt(10);
          model.watermark(mark);
          stage.watermark(mark);
        } else if (choice == 18) {
          letters += stage.deadLetters().size();
          OperatorSubtaskState state = stage.snapshot();
          emitted.addAll(texts(stage));
          stage.close();
          stage = stage(shape, apart, state);
          if (apart) {
            // The operator in front keeps no state: a restarted source says first how late it is.
            stage.watermark(model.watermark);
          }
        } else {
          time += 12;
        }
      }
      model.watermark(Long.MAX_VALUE - 1);
      stage.watermark(Long.MAX_VALUE - 1);
      emitted.addAll(texts(stage));
      letters += stage.deadLetters().size();
      assertThat(emitted).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(model.emitted);
      assertThat(letters).as("seed %s", seed).isEqualTo(model.late);
      assertThat(stage.timers()).isZero();
      stage.close();
    }
  }

  private static List<String> texts(TestingStage stage) {
    return stage.results().stream()
        .map(row -> text(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4)))
        .toList();
  }

  @Test
  void behindAnIdleInputRowsAreJudgedOneByOne() throws Exception {
    try (TestingStage stage = stage(SHAPES.get("tumble"), true, null)) {
      stage.row(Row.of("a", 1L, null, null), 14);
      stage.watermarkOfOthers(22);
      assertThat(texts(stage)).containsExactly("a: 1 records, 1 in [13, 23)");
      stage.row(Row.of("a", 2L, null, null), 15);
      stage.row(Row.of("a", 4L, null, null), 25);
      assertThat(stage.deadLetters()).hasSize(1);
      assertThat((String) stage.deadLetters().get(0).get(1)).contains("\"v\":2");
      stage.watermark(32);
      assertThat(texts(stage)).containsExactly("a: 1 records, 4 in [23, 33)");
    }
  }

  @Test
  void processingTimeFiresAndTheEndOfInputToo() throws Exception {
    AggregateSpec spec =
        TestingCalls.windowed(
            false, TestingCalls.call(AggregateKind.COUNT), TestingCalls.call(AggregateKind.SUM, 1));
    WindowTime time = new WindowTime(false, 0, ErrorPolicy.SKIP);
    try (TestingStage stage =
        new TestingStage(spec, null, new SliceOperator(spec, time, SHAPES.get("hop")), null)) {
      stage.processingTime(1);
      stage.row(Row.of("a", 1L, null, null), 0);
      stage.processingTime(2);
      assertThat(texts(stage)).containsExactly("a: 1 records, 1 in [-8, 2)");
      stage.endInput();
      assertThat(texts(stage))
          .containsExactly(
              "a: 1 records, 1 in [-6, 4)",
              "a: 1 records, 1 in [-4, 6)",
              "a: 1 records, 1 in [-2, 8)",
              "a: 1 records, 1 in [0, 10)");
    }
  }
}
