package io.dataflow.service.command;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.journal.AppendResult;
import io.dataflow.service.journal.EventMetadata;
import io.dataflow.service.journal.Journal;
import io.dataflow.service.journal.JournalEntry;
import io.dataflow.service.journal.JournalUnavailableException;
import io.dataflow.service.journal.NewEntry;
import io.dataflow.service.journal.SnapshotCodec;
import io.dataflow.service.projection.PipelineSummaries;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pipelines by id: snapshot and tail of the stream in, new events out. Remembers what it loaded
 * last; since streams only grow, what is remembered is a true beginning of the stream, and each
 * load asks the journal for the rest. Thread-safe.
 */
public final class PipelineRepository {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineRepository.class);
  private static final int PAGE = 500;
  private static final int SNAPSHOT_EVERY = 100;
  private static final int REMEMBERED = 10_000;

  private final Journal journal;
  private final PipelineSummaries summaries;
  private final Clock clock;
  private final Supplier<UUID> eventIds;
  private final SnapshotCodec snapshots = new SnapshotCodec();
  private final Cache<String, LoadedPipeline> remembered =
      Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();
  private final Cache<String, Long> listed =
      Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();

  public PipelineRepository(
      Journal journal, PipelineSummaries summaries, Clock clock, Supplier<UUID> eventIds) {
    this.journal = journal;
    this.summaries = summaries;
    this.clock = clock;
    this.eventIds = eventIds;
  }

  /**
   * The pipeline with every event acknowledged so far; without events it is the initial state.
   *
   * @throws JournalUnavailableException when the journal does not answer
   * @throws io.dataflow.service.journal.UnreadableEventException when this build cannot read it
   */
  public LoadedPipeline load(String pipelineId) {
    LoadedPipeline known = remembered.getIfPresent(pipelineId);
    if (known == null) {
      known = fromSnapshot(pipelineId, Long.MAX_VALUE);
    }
    LoadedPipeline loaded = replay(known, Long.MAX_VALUE);
    remember(loaded);
    return loaded;
  }

  /** The pipeline as it was after an event; fails as {@link #load}. */
  public LoadedPipeline loadAt(String pipelineId, long sequenceNumber) {
    LoadedPipeline known = remembered.getIfPresent(pipelineId);
    return replay(
        known != null && known.head() <= sequenceNumber
            ? known
            : fromSnapshot(pipelineId, sequenceNumber),
        sequenceNumber);
  }

  /**
   * Appends events to a pipeline that was loaded before, if its stream did not grow since. Now and
   * then a snapshot follows, and after a command the summary row; their failure is logged and
   * mended by the slot's owner, who writes the row of what it appends itself once a pass, with
   * {@link #mendSummary}: nothing it does waits for a line in a list.
   *
   * @param ownerEpoch given: only while the stream carries this epoch
   * @throws JournalUnavailableException also when the outcome is unknown
   */
  public AppendOutcome append(
      LoadedPipeline loaded,
      OptionalLong ownerEpoch,
      List<PipelineEvent> events,
      EventMetadata metadata) {
    return append(loaded, ownerEpoch, events, metadata, () -> {});
  }

  /**
   * @param onceStored runs between the append and what follows it
   */
  AppendOutcome append(
      LoadedPipeline loaded,
      OptionalLong ownerEpoch,
      List<PipelineEvent> events,
      EventMetadata metadata,
      Runnable onceStored) {
    String id = loaded.pipelineId();
    Instant now = clock.instant();
    List<NewEntry> entries =
        events.stream().map(e -> new NewEntry(eventIds.get(), now, e, metadata)).toList();
    AppendResult result = journal.append(id, loaded.head(), ownerEpoch, entries);
    if (result instanceof AppendResult.Conflict conflict) {
      return new AppendOutcome.Conflict(conflict.head(), conflict.ownerEpoch());
    }
    LoadedPipeline next = loaded;
    for (NewEntry entry : entries) {
      next = next.with(entry.at(id, next.head() + 1));
    }
    remember(next);
    onceStored.run();
    afterAppend(loaded, next, ownerEpoch.isEmpty());
    return new AppendOutcome.Appended(next);
  }

  /** Writes the summary row of a state; a newer one stays. */
  public void saveSummary(PipelineState state) {
    if (state.exists()) {
      summaries.save(SummaryProjection.of(state));
    } else if (state.sequenceNumber() > 0) {
      summaries.remove(state.pipelineId(), state.sequenceNumber());
    }
    listed.asMap().merge(state.pipelineId(), state.sequenceNumber(), Math::max);
  }

  /**
   * Writes the summary row of a state unless this instance is known to have done so: whoever
   * appended the last event may have ended, or lost its answer, before the row was written.
   */
  public void mendSummary(PipelineState state) {
    Long known = listed.getIfPresent(state.pipelineId());
    if (known == null || known < state.sequenceNumber()) {
      saveSummary(state);
    }
  }

  private void afterAppend(LoadedPipeline before, LoadedPipeline after, boolean withSummary) {
    try {
      if (withSummary) {
        saveSummary(after.state());
      }
      if (before.head() / SNAPSHOT_EVERY < after.head() / SNAPSHOT_EVERY) {
        journal.saveSnapshot(snapshots.encode(after.snapshot()));
      }
    } catch (JournalUnavailableException e) {
      LOG.warn(
          "Pipeline {}: event {} is stored, its summary or snapshot is not: {}",
          after.pipelineId(),
          after.head(),
          e.getMessage());
    }
  }

  private LoadedPipeline fromSnapshot(String pipelineId, long atMost) {
    return journal
        .latestSnapshot(pipelineId)
        .filter(snapshot -> snapshot.sequenceNumber() <= atMost)
        .flatMap(snapshots::decode)
        .map(LoadedPipeline::of)
        .orElseGet(() -> LoadedPipeline.initial(pipelineId));
  }

  private LoadedPipeline replay(LoadedPipeline from, long upTo) {
    LoadedPipeline loaded = from;
    while (loaded.head() < upTo) {
      int limit = (int) Math.min(PAGE, upTo - loaded.head());
      List<JournalEntry> entries = journal.read(from.pipelineId(), loaded.head(), limit);
      for (JournalEntry entry : entries) {
        loaded = loaded.with(entry);
      }
      if (entries.size() < limit) {
        break;
      }
    }
    return loaded;
  }

  private void remember(LoadedPipeline loaded) {
    remembered
        .asMap()
        .merge(
            loaded.pipelineId(), loaded, (old, fresh) -> old.head() > fresh.head() ? old : fresh);
  }
}
