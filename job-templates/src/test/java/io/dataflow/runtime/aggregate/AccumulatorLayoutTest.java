package io.dataflow.runtime.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dataflow.function.AggregateCall;
import io.dataflow.function.AggregateKind;
import io.dataflow.record.Row;
import io.dataflow.record.RowSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** Whatever way rows are put together, the result is that of folding all of them. */
class AccumulatorLayoutTest {
  private static final List<AggregateCall> CALLS =
      List.of(
          TestingCalls.call(AggregateKind.COUNT),
          TestingCalls.call(AggregateKind.COUNT, 1),
          TestingCalls.call(AggregateKind.COUNT, true, 1),
          TestingCalls.call(AggregateKind.SUM, 1),
          TestingCalls.call(AggregateKind.SUM, true, 1),
          TestingCalls.call(AggregateKind.AVG, 1),
          TestingCalls.call(AggregateKind.SUM, 2),
          TestingCalls.call(AggregateKind.AVG, 2),
          TestingCalls.call(AggregateKind.MIN, 1),
          TestingCalls.call(AggregateKind.MAX, 2),
          TestingCalls.call(AggregateKind.MIN, 0),
          TestingCalls.call(AggregateKind.FIRST, 1),
          TestingCalls.call(AggregateKind.LAST, 1),
          TestingCalls.call(AggregateKind.MAX_BY, 0, 1),
          TestingCalls.call(AggregateKind.MIN_BY, 1, 2),
          TestingCalls.call(AggregateKind.COLLECT, 1),
          TestingCalls.call(AggregateKind.APPROX_DISTINCT, 1),
          TestingCalls.call(AggregateKind.PERCENTILE, 1, 1));

  private static final List<AggregateCall> APPROXIMATE =
      List.of(
          TestingCalls.call(AggregateKind.SUM, 3),
          TestingCalls.call(AggregateKind.AVG, 3),
          TestingCalls.call(AggregateKind.STDDEV, 3),
          TestingCalls.call(AggregateKind.VAR_POP, 3));

  private static final List<AggregateCall> RETRACTABLE =
      List.of(
          TestingCalls.call(AggregateKind.COUNT),
          TestingCalls.call(AggregateKind.COUNT, true, 1),
          TestingCalls.call(AggregateKind.SUM, 1),
          TestingCalls.call(AggregateKind.SUM, true, 1),
          TestingCalls.call(AggregateKind.AVG, 2),
          TestingCalls.call(AggregateKind.MIN, 1),
          TestingCalls.call(AggregateKind.MAX, 0));

  @Property(tries = 300)
  void foldingPartsAndMergingIsFoldingAll(
      @ForAll("rows") List<Object[]> rows, @ForAll("cuts") List<Integer> cuts) {
    AccumulatorLayout layout = new AccumulatorLayout(CALLS, false);
    assertThat(results(layout, merged(layout, rows, cuts))).isEqualTo(results(layout, rows));
  }

  @Property(tries = 200)
  void alsoOfDoublesUpToRounding(
      @ForAll("rows") List<Object[]> rows, @ForAll("cuts") List<Integer> cuts) {
    AccumulatorLayout layout = new AccumulatorLayout(APPROXIMATE, false);
    Object[] merged = results(layout, merged(layout, rows, cuts));
    Object[] folded = results(layout, rows);
    for (int i = 0; i < folded.length; i++) {
      if (folded[i] == null) {
        assertThat(merged[i]).isNull();
      } else {
        double expected = (Double) folded[i];
        assertThat((Double) merged[i])
            .isCloseTo(expected, within(1e-6 * Math.max(1e6, Math.abs(expected))));
      }
    }
  }

  @Property(tries = 200)
  void whatTravelsComesBack(@ForAll("rows") List<Object[]> rows) throws IOException {
    AccumulatorLayout layout = new AccumulatorLayout(CALLS, false);
    Accumulator sent = folded(layout, rows);
    Object[] values = new Object[layout.packedSize()];
    layout.pack(sent, values, 0);
    RowSerializer serializer = new RowSerializer(layout.columns().schema());
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(Row.of(values), out);
    Row read = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    assertThat(results(layout, layout.unpack(read.values(), 0))).isEqualTo(results(layout, sent));
  }

  @Property(tries = 200)
  void aCopySharesNothingThatChanges(
      @ForAll("rows") List<Object[]> rows, @ForAll("rows") List<Object[]> more) {
    AccumulatorLayout layout = new AccumulatorLayout(CALLS, false);
    Accumulator original = folded(layout, rows);
    Object[] before = results(layout, original);
    Accumulator copy = layout.copy(original);
    more.forEach(row -> layout.add(copy, row, 0));
    assertThat(results(layout, original)).isEqualTo(before);
  }

  @Property(tries = 200)
  void whatIsTakenBackWasNeverThere(
      @ForAll("rows") List<Object[]> rows, @ForAll("rows") List<Object[]> gone) {
    AccumulatorLayout layout = new AccumulatorLayout(RETRACTABLE, true);
    Accumulator accumulator = folded(layout, rows);
    gone.forEach(row -> layout.add(accumulator, row, 0));
    gone.forEach(row -> layout.takeBack(accumulator, row));
    assertThat(results(layout, accumulator)).isEqualTo(results(layout, rows));
    assertThat(accumulator.records()).isEqualTo(rows.size());
  }

  /** Rows of several upstream tasks may come in another order than they were made in. */
  @Property(tries = 200)
  void whatIsTakenBackBeforeItComesWasNeverThere(
      @ForAll("rows") List<Object[]> rows, @ForAll("rows") List<Object[]> gone) {
    AccumulatorLayout layout = new AccumulatorLayout(RETRACTABLE, true);
    Accumulator accumulator = layout.create();
    gone.forEach(row -> layout.takeBack(accumulator, row));
    rows.forEach(row -> layout.add(accumulator, row, 0));
    gone.forEach(row -> layout.add(accumulator, row, 0));
    assertThat(results(layout, accumulator)).isEqualTo(results(layout, rows));
  }

  @Test
  void whatIsOnlyTakenBackIsNoResult() {
    AccumulatorLayout layout = new AccumulatorLayout(RETRACTABLE, true);
    Accumulator accumulator = layout.create();
    layout.takeBack(accumulator, new Object[] {"b", 1L, null, null});
    layout.add(accumulator, new Object[] {"a", 2L, null, null}, 0);
    Object[] results = results(layout, accumulator);
    assertThat(results[1]).as("COUNT DISTINCT").isEqualTo(1L);
    assertThat(results[5]).as("MIN").isEqualTo(2L);
    assertThat(results[6]).as("MAX").isEqualTo("a");
  }

  @Test
  void sketchesAreCloseForMany() {
    AccumulatorLayout layout =
        new AccumulatorLayout(
            List.of(
                TestingCalls.call(AggregateKind.APPROX_DISTINCT, 1),
                TestingCalls.call(AggregateKind.PERCENTILE, 1, 1)),
            false);
    Accumulator accumulator = layout.create();
    for (long i = 0; i < 200_000; i++) {
      layout.add(accumulator, new Object[] {null, i % 100_000, null, null}, 0);
    }
    Object[] results = results(layout, accumulator);
    assertThat((Long) results[0]).isCloseTo(100_000L, within(5_000L));
    assertThat((Double) results[1]).isCloseTo(50_000, within(3_000.0));
  }

  private static Accumulator folded(AccumulatorLayout layout, List<Object[]> rows) {
    Accumulator all = layout.create();
    for (int i = 0; i < rows.size(); i++) {
      layout.add(all, rows.get(i), i / 2);
    }
    return all;
  }

  /** The rows cut at some places, each part folded on its own. */
  private static Accumulator merged(
      AccumulatorLayout layout, List<Object[]> rows, List<Integer> cuts) {
    List<Accumulator> parts = new ArrayList<>(List.of(layout.create()));
    for (int i = 0; i < rows.size(); i++) {
      if (cuts.contains(i)) {
        parts.add(layout.create());
      }
      layout.add(parts.get(parts.size() - 1), rows.get(i), i / 2);
    }
    Accumulator all = layout.create();
    parts.forEach(part -> layout.merge(all, part));
    return all;
  }

  private static Object[] results(AccumulatorLayout layout, List<Object[]> rows) {
    return results(layout, folded(layout, rows));
  }

  private static Object[] results(AccumulatorLayout layout, Accumulator of) {
    Object[] results = new Object[layout.results()];
    layout.results(of, results, 0);
    return results;
  }

  @Provide
  Arbitrary<List<Object[]>> rows() {
    Arbitrary<Object> texts = Arbitraries.of("a", "b", "").map(text -> (Object) text);
    Arbitrary<Object> numbers =
        Arbitraries.oneOf(
                Arbitraries.longs().between(-5, 5),
                Arbitraries.longs().between(-1_000_000_000_000L, 1_000_000_000_000L))
            .map(value -> (Object) value);
    Arbitrary<Object> decimals =
        Arbitraries.longs()
            .between(-99_999_999, 99_999_999)
            .map(unscaled -> (Object) BigDecimal.valueOf(unscaled, 2));
    Arbitrary<Object> doubles =
        Arbitraries.doubles().between(-1_000, 1_000).map(value -> (Object) value);
    return Combinators.combine(
            texts.injectNull(0.1),
            numbers.injectNull(0.2),
            decimals.injectNull(0.2),
            doubles.injectNull(0.2))
        .as((k, v, d, x) -> new Object[] {k, v, d, x})
        .list()
        .ofMaxSize(30);
  }

  @Provide
  Arbitrary<List<Integer>> cuts() {
    return Arbitraries.integers().between(0, 30).list().ofMaxSize(6);
  }
}
