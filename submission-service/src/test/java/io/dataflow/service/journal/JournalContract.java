package io.dataflow.service.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.journal.AppendResult.Applied;
import io.dataflow.service.journal.AppendResult.Conflict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every journal promises. Each test uses a pipeline of its own. */
public abstract class JournalContract {
  private static final OptionalLong NOBODY = OptionalLong.empty();

  private final String id = "p-" + UUID.randomUUID();

  protected abstract Journal journal();

  private static List<NewEntry> entries(int count) {
    return LongStream.rangeClosed(1, count)
        .mapToObj(n -> EventSamples.entry(new PipelineEvent.JobRunning((int) n)))
        .toList();
  }

  @Test
  void anUnknownStreamIsEmpty() {
    assertThat(journal().read(id, 0, 10)).isEmpty();
    assertThat(journal().heads(List.of(id))).isEmpty();
    assertThat(journal().latestSnapshot(id)).isEmpty();
  }

  @Test
  void entriesAreReadBackAsTheyWereAppended() {
    List<NewEntry> appended = EventSamples.all().stream().map(EventSamples::entry).toList();
    assertThat(journal().append(id, 0, NOBODY, appended)).isEqualTo(new Applied(appended.size()));

    List<JournalEntry> expected = new ArrayList<>();
    for (NewEntry entry : appended) {
      expected.add(entry.at(id, expected.size() + 1));
    }
    assertThat(journal().read(id, 0, 1000)).isEqualTo(expected);
    assertThat(journal().read(id, 5, 3)).isEqualTo(expected.subList(5, 8));
    assertThat(journal().read(id, appended.size(), 10)).isEmpty();
    assertThat(journal().heads(List.of(id, id + "-other")))
        .isEqualTo(Map.of(id, (long) appended.size()));
  }

  @Test
  void anAppendGoesOnWhereTheLastOneEnded() {
    assertThat(journal().append(id, 0, NOBODY, entries(1))).isEqualTo(new Applied(1));
    assertThat(journal().append(id, 1, NOBODY, entries(3))).isEqualTo(new Applied(4));
    assertThat(journal().read(id, 0, 10))
        .extracting(JournalEntry::sequenceNumber)
        .containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void aWrongHeadConflictsAndNamesTheRightOne() {
    journal().append(id, 0, NOBODY, entries(2));
    assertThat(journal().append(id, 0, NOBODY, entries(1))).isEqualTo(new Conflict(2, NOBODY));
    assertThat(journal().append(id, 1, NOBODY, entries(1))).isEqualTo(new Conflict(2, NOBODY));
    assertThat(journal().append(id, 3, NOBODY, entries(1))).isEqualTo(new Conflict(2, NOBODY));
    assertThat(journal().append(id + "-new", 1, NOBODY, entries(1)))
        .isEqualTo(new Conflict(0, NOBODY));
    assertThat(journal().read(id, 0, 10)).hasSize(2);
  }

  @Test
  void nothingIsNotAppended() {
    assertThatThrownBy(() -> journal().append(id, 0, NOBODY, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anOwnerAppendsOnlyUnderTheStampedEpoch() {
    assertThat(journal().append(id, 0, OptionalLong.of(1), entries(1)))
        .isEqualTo(new Conflict(0, NOBODY));
    assertThat(journal().stampEpoch(id, 5)).isTrue();
    assertThat(journal().append(id, 0, OptionalLong.of(4), entries(1)))
        .isEqualTo(new Conflict(0, OptionalLong.of(5)));
    assertThat(journal().append(id, 0, OptionalLong.of(5), entries(1))).isEqualTo(new Applied(1));
    assertThat(journal().append(id, 0, OptionalLong.of(5), entries(1)))
        .isEqualTo(new Conflict(1, OptionalLong.of(5)));
    // People need no epoch.
    assertThat(journal().append(id, 1, NOBODY, entries(1))).isEqualTo(new Applied(2));
    assertThat(journal().append(id, 1, NOBODY, entries(1)))
        .isEqualTo(new Conflict(2, OptionalLong.of(5)));
  }

  @Test
  void epochsOnlyGrow() {
    assertThat(journal().stampEpoch(id, 3)).isTrue();
    assertThat(journal().stampEpoch(id, 3)).isTrue();
    assertThat(journal().stampEpoch(id, 2)).isFalse();
    assertThat(journal().stampEpoch(id, 9)).isTrue();
    assertThat(journal().append(id, 0, OptionalLong.of(3), entries(1)))
        .isEqualTo(new Conflict(0, OptionalLong.of(9)));
  }

  @Test
  void aStampedStreamWithoutEntriesReadsAsEmpty() {
    journal().stampEpoch(id, 1);
    assertThat(journal().read(id, 0, 10)).isEmpty();
    assertThat(journal().heads(List.of(id))).isEmpty();
    assertThat(journal().append(id, 0, NOBODY, entries(1))).isEqualTo(new Applied(1));
  }

  @Test
  void largeDefinitionsFit() {
    String text = "\"" + "ä".repeat(500_000) + "\"";
    NewEntry large = EventSamples.entry(new PipelineEvent.PlanWithdrawn(1, text));
    assertThat(journal().append(id, 0, NOBODY, List.of(large, EventSamples.entry(large.event()))))
        .isEqualTo(new Applied(2));
    assertThat(journal().read(id, 1, 1).get(0).event()).isEqualTo(large.event());
  }

  @Test
  void ofManyWritersOneWinsEachPlaceAndNothingIsLost() throws Exception {
    int writers = 8;
    int each = 10;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<UUID> acknowledged = Collections.synchronizedList(new ArrayList<>());
      List<Future<?>> running = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  long head = 0;
                  for (int done = 0; done < each; ) {
                    NewEntry entry = entries(1).get(0);
                    AppendResult result = journal().append(id, head, NOBODY, List.of(entry));
                    if (result instanceof Applied applied) {
                      head = applied.head();
                      done++;
                      acknowledged.add(entry.eventId());
                    } else if (result instanceof Conflict conflict) {
                      head = conflict.head();
                    }
                  }
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> one : running) {
        one.get();
      }
      List<JournalEntry> entries = journal().read(id, 0, 1000);
      assertThat(entries)
          .extracting(JournalEntry::sequenceNumber)
          .isEqualTo(LongStream.rangeClosed(1, (long) writers * each).boxed().toList());
      assertThat(entries)
          .extracting(JournalEntry::eventId)
          .containsExactlyInAnyOrderElementsOf(acknowledged);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void theNewestSnapshotIsKept() {
    journal().saveSnapshot(new StoredSnapshot(id, 100, "f", "hundred"));
    journal().saveSnapshot(new StoredSnapshot(id, 200, "f", "two hundred"));
    journal().saveSnapshot(new StoredSnapshot(id, 150, "f", "late"));
    assertThat(journal().latestSnapshot(id))
        .contains(new StoredSnapshot(id, 200, "f", "two hundred"));
  }
}
