package io.dataflow.service.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.service.command.AppendOutcome.Appended;
import io.dataflow.service.command.AppendOutcome.Conflict;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.domain.WaitingReason;
import io.dataflow.service.journal.EventMetadata;
import io.dataflow.service.journal.EventSamples;
import io.dataflow.service.journal.IdempotencyKey;
import io.dataflow.service.journal.StoredSnapshot;
import io.dataflow.service.journal.TestingFaults;
import io.dataflow.service.journal.TestingFaults.Fault;
import io.dataflow.service.journal.TestingJournal;
import io.dataflow.service.projection.TestingSummaries;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PipelineRepositoryTest {
  private static final EventMetadata METADATA =
      new EventMetadata("ann", Optional.of(new IdempotencyKey("k", "h")), "");

  private final TestingFaults faults = new TestingFaults();
  private final TestingJournal journal = new TestingJournal(faults);
  private final TestingSummaries summaries = new TestingSummaries(faults);

  private PipelineRepository repository() {
    return new PipelineRepository(
        journal,
        summaries,
        Clock.fixed(Instant.parse("2026-01-02T03:04:05.000000001Z"), ZoneOffset.UTC),
        UUID::randomUUID);
  }

  private static List<PipelineEvent> waitings(int pairs) {
    return IntStream.range(0, pairs)
        .boxed()
        .flatMap(
            n ->
                Stream.<PipelineEvent>of(
                    new PipelineEvent.WaitingStarted(WaitingReason.NO_FREE_SLOTS, "round " + n),
                    new PipelineEvent.WaitingEnded()))
        .toList();
  }

  private LoadedPipeline append(
      PipelineRepository repository, LoadedPipeline loaded, List<PipelineEvent> events) {
    return ((Appended) repository.append(loaded, OptionalLong.empty(), events, METADATA))
        .pipeline();
  }

  private LoadedPipeline longHistory(PipelineRepository repository) {
    LoadedPipeline loaded =
        append(repository, repository.load("p"), List.of(EventSamples.created()));
    for (int n = 0; n < 11; n++) {
      loaded = append(repository, loaded, waitings(10));
    }
    return loaded;
  }

  @Test
  void aPipelineThatNeverWasIsTheInitialState() {
    LoadedPipeline loaded = repository().load("p");
    assertThat(loaded.head()).isZero();
    assertThat(loaded.state().exists()).isFalse();
  }

  @Test
  void whatIsAppendedIsWhatAnotherInstanceLoads() {
    LoadedPipeline appended = longHistory(repository());
    assertThat(appended.head()).isEqualTo(221);
    assertThat(repository().load("p")).isEqualTo(appended);
  }

  @Test
  void everyHundredEventsASnapshotSavesReadingThem() {
    LoadedPipeline appended = longHistory(repository());
    assertThat(journal.latestSnapshot("p"))
        .hasValueSatisfying(s -> assertThat(s.sequenceNumber()).isBetween(200L, 220L));
    StoredSnapshot stored = journal.latestSnapshot("p").orElseThrow();
    // A snapshot of another format is passed over.
    journal.saveSnapshot(new StoredSnapshot("p", 221, "0-other", stored.payload()));
    assertThat(repository().load("p")).isEqualTo(appended);
  }

  @Test
  void thePastCanBeLoaded() {
    PipelineRepository repository = repository();
    longHistory(repository);
    for (PipelineRepository any : List.of(repository, repository())) {
      assertThat(any.loadAt("p", 1).state().waiting()).isEmpty();
      assertThat(any.loadAt("p", 212).head()).isEqualTo(212);
      assertThat(any.loadAt("p", 212).state().waiting()).isPresent();
      assertThat(any.load("p").head()).isEqualTo(221);
      assertThat(any.loadAt("p", 9999).head()).isEqualTo(221);
    }
  }

  @Test
  void anOldPictureConflicts() {
    PipelineRepository repository = repository();
    LoadedPipeline old = repository.load("p");
    append(repository, old, List.of(EventSamples.created()));
    assertThat(repository().append(old, OptionalLong.empty(), waitings(1), METADATA))
        .isEqualTo(new Conflict(1, OptionalLong.empty()));
    LoadedPipeline fresh = repository.load("p");
    assertThat(repository.append(fresh, OptionalLong.of(3), waitings(1), METADATA))
        .isEqualTo(new Conflict(1, OptionalLong.empty()));
    journal.stampEpoch("p", 3);
    assertThat(repository.append(fresh, OptionalLong.of(3), waitings(1), METADATA))
        .isInstanceOf(Appended.class);
  }

  @Test
  void aSnapshotThatCannotBeWrittenHarmsNobody() {
    faults.next("journal.saveSnapshot", Fault.UNREACHABLE);
    faults.next("journal.saveSnapshot", Fault.UNREACHABLE);
    LoadedPipeline appended = longHistory(repository());
    assertThat(journal.latestSnapshot("p")).isEmpty();
    assertThat(repository().load("p")).isEqualTo(appended);
  }

  @Test
  void aDeletedPipelineLeavesTheList() {
    PipelineRepository repository = repository();
    LoadedPipeline loaded =
        append(repository, repository.load("p"), List.of(EventSamples.created()));
    assertThat(summaries.readAll()).hasSize(1);
    append(repository, loaded, List.of(new PipelineEvent.PipelineDeleted()));
    assertThat(summaries.readAll()).isEmpty();
  }

  @Test
  void theOwnerWritesTheSummaryOnceForAllItsEvents() {
    PipelineRepository repository = repository();
    LoadedPipeline created =
        append(repository, repository.load("p"), List.of(EventSamples.created()));
    assertThat(journal.stampEpoch("p", 7)).isTrue();
    LoadedPipeline next =
        ((Appended) repository.append(created, OptionalLong.of(7), waitings(1), METADATA))
            .pipeline();
    assertThat(summaries.readAll())
        .singleElement()
        .satisfies(line -> assertThat(line.sequenceNumber()).isEqualTo(1));
    repository.mendSummary(next.state());
    assertThat(summaries.readAll())
        .singleElement()
        .satisfies(line -> assertThat(line.sequenceNumber()).isEqualTo(next.head()));
  }

  @Test
  void anIdempotentlyCreatedPipelineHasTheSameIdAgain() {
    UUID installation = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
    String id = PipelineIds.forKey(installation, "ann", "k");
    assertThat(id).isEqualTo(PipelineIds.forKey(installation, "ann", "k"));
    assertThat(UUID.fromString(id).version()).isEqualTo(5);
    assertThat(UUID.fromString(id).variant()).isEqualTo(2);
    assertThat(List.of(id))
        .doesNotContain(
            PipelineIds.forKey(installation, "bob", "k"),
            PipelineIds.forKey(installation, "ann", "l"),
            PipelineIds.forKey(UUID.randomUUID(), "ann", "k"));
  }
}
