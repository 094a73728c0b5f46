package io.dataflow.service.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.service.domain.Pipeline;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.RecordedEvent;
import io.dataflow.service.domain.StartFrom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SnapshotCodecTest {
  private final SnapshotCodec codec = new SnapshotCodec();

  private static PipelineSnapshot busyPipeline() {
    List<PipelineEvent> events =
        List.of(
            EventSamples.created(),
            new PipelineEvent.StartRequested(new StartFrom.FromCheckpoint(1, 2), false, 1),
            new PipelineEvent.AttemptPlanned(
                1, "abc", 1, Optional.empty(), "first start", false, Instant.EPOCH),
            new PipelineEvent.JobSubmitted(1),
            new PipelineEvent.JobRunning(1),
            new PipelineEvent.SnapshotRequested("s-1"));
    PipelineState state = PipelineState.initial("orders");
    for (PipelineEvent event : events) {
      state =
          Pipeline.evolve(
              state,
              new RecordedEvent(
                  UUID.randomUUID(), state.sequenceNumber() + 1, Instant.EPOCH, event));
    }
    return new PipelineSnapshot(
        state, List.of(new RecentCommand(new IdempotencyKey("k", "h"), 1, 1, Instant.EPOCH)));
  }

  @Test
  void aSnapshotReadsBackEqual() {
    PipelineSnapshot snapshot = busyPipeline();
    StoredSnapshot stored = codec.encode(snapshot);
    assertThat(stored.sequenceNumber()).isEqualTo(6);
    assertThat(codec.decode(stored)).contains(snapshot);
  }

  @Test
  void aSnapshotOfAnotherReleaseOrABrokenOneIsNotRead() {
    StoredSnapshot stored = codec.encode(busyPipeline());
    assertThat(codec.decode(new StoredSnapshot("orders", 6, "0-old", stored.payload()))).isEmpty();
    assertThat(codec.decode(new StoredSnapshot("orders", 6, stored.format(), "{\"state\":1}")))
        .isEmpty();
  }
}
