package io.dataflow.runtime.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.function.AggregateCall;
import io.dataflow.function.AggregateKind;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.ScalarKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** State by meaning: what a stored accumulator is after the calls were edited. */
class AggregateStateSerializerTest {
  private static final AggregateCall COUNT = TestingCalls.call(AggregateKind.COUNT);
  private static final AggregateCall SUM = TestingCalls.call(AggregateKind.SUM, 1);
  private static final AggregateCall MAX = TestingCalls.call(AggregateKind.MAX, 1);
  private static final AggregateCall COLLECT = TestingCalls.call(AggregateKind.COLLECT, 1);

  @Test
  void theSameCallsReadTheSame() throws IOException {
    assertThat(compatibility(List.of(COUNT, SUM), List.of(COUNT, SUM)).isCompatibleAsIs()).isTrue();
    assertThat(restored(List.of(COUNT, SUM, COLLECT), List.of(COUNT, SUM, COLLECT)))
        .containsExactly(2L, 30L, new Object[] {10L, 20L});
  }

  @Test
  void anAddedCallStartsEmptyAndTheOthersGoOn() throws IOException {
    assertThat(compatibility(List.of(SUM), List.of(MAX, SUM)).isCompatibleAfterMigration())
        .isTrue();
    assertThat(restored(List.of(SUM), List.of(MAX, SUM))).containsExactly(null, 30L);
  }

  @Test
  void aRemovedCallIsDroppedAndTheOrderDoesNotMatter() throws IOException {
    assertThat(restored(List.of(SUM, COLLECT, MAX, COUNT), List.of(COUNT, MAX)))
        .containsExactly(2L, 20L);
  }

  @Test
  void anEditedCallDoesNotGoOnWithTheOldOne() throws IOException {
    AggregateCall other = TestingCalls.call(AggregateKind.SUM, 3);
    assertThat(restored(List.of(SUM), List.of(other))).containsExactly((Object) null);
  }

  @Test
  void aWiderArgumentGoesOnAndAnotherTypeIsIncompatible() throws IOException {
    AggregateCall narrow = max(ScalarKind.INT);
    AggregateSpec before = TestingCalls.spec(false, false, narrow);
    AccumulatorLayout layout = before.layout();
    Accumulator accumulator = layout.create();
    layout.add(accumulator, new Object[] {"a", 7, null, null}, 0);
    AggregateState state = state(layout, accumulator);
    assertThat(results(reread(List.of(narrow), List.of(MAX), state), List.of(MAX)))
        .containsExactly(7L);
    assertThat(compatibility(List.of(max(ScalarKind.STRING)), List.of(MAX)).isIncompatible())
        .isTrue();
  }

  private static AggregateCall max(ScalarKind kind) {
    FieldType type = FieldType.of(kind);
    return new AggregateCall(
        MAX.kind(), false, MAX.arguments(), List.of(type), -1, 0, type, MAX.meaning());
  }

  /** As a state backend on bytes does it: the old serializer reads, the new one writes. */
  @Test
  void theNewSerializerWritesWhatTheOldOneRead() throws IOException {
    AggregateState old = reread(List.of(SUM, COUNT), List.of(SUM, COUNT), filled(SUM, COUNT));
    assertThat(old.layout).isNull();
    AggregateStateSerializer now = new AggregateStateSerializer(List.of(COUNT, MAX), false);
    DataOutputSerializer out = new DataOutputSerializer(64);
    now.serialize(old, out);
    AggregateState read = now.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    assertThat(results(read, List.of(COUNT, MAX))).containsExactly(2L, null);
  }

  /** As the heap backend does it for a savepoint. */
  @Test
  void theRestoredSerializerWritesWhatIsBeingFolded() throws IOException {
    List<AggregateCall> calls = List.of(COUNT, COLLECT);
    DataOutputSerializer out = new DataOutputSerializer(64);
    restored(new AggregateStateSerializer(calls, false)).serialize(filled(COUNT, COLLECT), out);
    AggregateState read =
        new AggregateStateSerializer(calls, false)
            .deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    assertThat(results(read, calls)).containsExactly(2L, new Object[] {10L, 20L});
  }

  /** Bytes of a released version; a new version adds a file and goes on reading this one. */
  @Test
  void theGoldenStateIsRead() throws IOException {
    List<AggregateCall> calls = List.of(COUNT, SUM, MAX, COLLECT);
    Path golden = Path.of("src/test/resources/golden/aggregate-state-1.hex");
    DataOutputSerializer out = new DataOutputSerializer(64);
    AggregateStateSerializer serializer = new AggregateStateSerializer(calls, false);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    serializer.serialize(filled(calls.toArray(AggregateCall[]::new)), out);
    String written = HexFormat.of().formatHex(out.getCopyOfBuffer());
    Path target = Files.createDirectories(Path.of("target/golden"));
    Files.writeString(target.resolve("aggregate-state-1.hex"), written);
    String hex = Files.readString(golden, StandardCharsets.UTF_8).strip();
    DataInputDeserializer in = new DataInputDeserializer(HexFormat.of().parseHex(hex));
    TypeSerializerSnapshot<AggregateState> snapshot =
        TypeSerializerSnapshot.readVersionedSnapshot(in, getClass().getClassLoader());
    assertThat(
            serializer
                .snapshotConfiguration()
                .resolveSchemaCompatibility(snapshot)
                .isCompatibleAsIs())
        .isTrue();
    AggregateState state = snapshot.restoreSerializer().deserialize(in);
    assertThat(state.ends[0]).isEqualTo(60_000);
    AggregateState adopted = new StateAdoption(new AccumulatorLayout(calls, false)).adopt(state);
    assertThat(results(adopted, calls)).containsExactly(2L, 30L, 20L, new Object[] {10L, 20L});
    assertThat(written).isEqualTo(hex);
  }

  private static AggregateState filled(AggregateCall... calls) {
    AccumulatorLayout layout = TestingCalls.spec(false, false, calls).layout();
    Accumulator accumulator = layout.create();
    layout.add(accumulator, new Object[] {"a", 10L, null, 1.0}, 0);
    layout.add(accumulator, new Object[] {"a", 20L, null, 2.0}, 0);
    return state(layout, accumulator);
  }

  private static AggregateState state(AccumulatorLayout layout, Accumulator accumulator) {
    AggregateState state = new AggregateState(layout.columns(), layout, 1);
    state.timer = 59_999;
    state.insert(0, 0, 60_000, accumulator);
    return state;
  }

  /** The results of new calls over the state of old ones. */
  private static Object[] restored(List<AggregateCall> before, List<AggregateCall> after)
      throws IOException {
    AggregateState state = reread(before, after, filled(before.toArray(AggregateCall[]::new)));
    return results(new StateAdoption(new AccumulatorLayout(after, false)).adopt(state), after);
  }

  private static AggregateState reread(
      List<AggregateCall> before, List<AggregateCall> after, AggregateState state)
      throws IOException {
    AggregateStateSerializer old = new AggregateStateSerializer(before, false);
    DataOutputSerializer out = new DataOutputSerializer(64);
    old.serialize(state, out);
    assertThat(compatibility(before, after).isIncompatible()).isFalse();
    AggregateState read =
        restored(old).deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    return before.equals(after)
        ? read
        : new StateAdoption(new AccumulatorLayout(after, false)).adopt(read);
  }

  private static Object[] results(AggregateState state, List<AggregateCall> calls) {
    AccumulatorLayout layout = new AccumulatorLayout(calls, false);
    Object[] results = new Object[layout.results()];
    layout.results(state.accumulators[0], results, 0);
    return results;
  }

  private static TypeSerializerSchemaCompatibility<AggregateState> compatibility(
      List<AggregateCall> before, List<AggregateCall> after) throws IOException {
    return new AggregateStateSerializer(after, false)
        .snapshotConfiguration()
        .resolveSchemaCompatibility(snapshot(new AggregateStateSerializer(before, false)));
  }

  private static TypeSerializer<AggregateState> restored(AggregateStateSerializer serializer)
      throws IOException {
    return snapshot(serializer).restoreSerializer();
  }

  private static TypeSerializerSnapshot<AggregateState> snapshot(
      AggregateStateSerializer serializer) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(out.getCopyOfBuffer()),
        AggregateStateSerializerTest.class.getClassLoader());
  }
}
