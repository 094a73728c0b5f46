package io.dataflow.service.projection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The list of all pipelines as this instance sees it: read from the store at most once per {@code
 * maxAge}, and only when somebody asks; what this instance writes itself is in it at once. Holds a
 * few hundred bytes per pipeline. Thread-safe.
 */
public final class PipelineList implements PipelineSummaries {
  private final PipelineSummaries stored;
  private final Clock clock;
  private final Duration maxAge;
  private final ReentrantLock reading = new ReentrantLock();

  private volatile Listing listing = new Listing(new ConcurrentSkipListMap<>(), Instant.MIN);
  // What this instance wrote lately: an answer of the store may be older.
  private final Map<String, Written> written = new ConcurrentSkipListMap<>();

  private record Listing(NavigableMap<String, PipelineSummary> summaries, Instant readAt) {}

  private record Written(long sequenceNumber, Optional<PipelineSummary> summary) {
    Written laterOf(Written other) {
      return other.sequenceNumber > sequenceNumber ? other : this;
    }
  }

  public PipelineList(PipelineSummaries stored, Clock clock, Duration maxAge) {
    this.stored = stored;
    this.clock = clock;
    this.maxAge = maxAge;
  }

  @Override
  public void save(PipelineSummary summary) {
    note(summary.pipelineId(), new Written(summary.sequenceNumber(), Optional.of(summary)));
    stored.save(summary);
  }

  @Override
  public void remove(String pipelineId, long sequenceNumber) {
    note(pipelineId, new Written(sequenceNumber, Optional.empty()));
    stored.remove(pipelineId, sequenceNumber);
  }

  @Override
  public List<PipelineSummary> readAll() {
    return List.copyOf(present().summaries().values());
  }

  /** One page; waits for the store only when the list at hand is too old. */
  public SummaryPage page(SummaryQuery query) {
    Listing present = present();
    List<PipelineSummary> matching =
        present.summaries().values().stream().filter(query::matches).toList();
    List<PipelineSummary> rest =
        matching.stream()
            .filter(
                s -> query.after().filter(after -> s.pipelineId().compareTo(after) <= 0).isEmpty())
            .limit(query.limit() + 1L)
            .toList();
    boolean more = rest.size() > query.limit();
    List<PipelineSummary> page = more ? rest.subList(0, query.limit()) : rest;
    Optional<String> next =
        more ? Optional.of(page.get(page.size() - 1).pipelineId()) : Optional.empty();
    return new SummaryPage(page, matching.size(), next, present.readAt());
  }

  private void note(String pipelineId, Written write) {
    written.merge(pipelineId, write, Written::laterOf);
    apply(listing.summaries(), pipelineId, write);
  }

  private Listing present() {
    if (isFresh(listing)) {
      return listing;
    }
    reading.lock();
    try {
      if (!isFresh(listing)) {
        Map<String, Written> before = Map.copyOf(written);
        Instant readAt = clock.instant();
        NavigableMap<String, PipelineSummary> read = new ConcurrentSkipListMap<>();
        for (PipelineSummary summary : stored.readAll()) {
          read.put(summary.pipelineId(), summary);
        }
        listing = new Listing(read, readAt);
        written.forEach((id, write) -> apply(read, id, write));
        // Those written meanwhile may be missing in the next answer too.
        before.forEach(written::remove);
      }
      return listing;
    } finally {
      reading.unlock();
    }
  }

  private boolean isFresh(Listing seen) {
    return !seen.readAt().equals(Instant.MIN)
        && !seen.readAt().plus(maxAge).isBefore(clock.instant());
  }

  private static void apply(
      NavigableMap<String, PipelineSummary> list, String pipelineId, Written write) {
    list.compute(
        pipelineId,
        (id, there) ->
            there != null && there.sequenceNumber() > write.sequenceNumber()
                ? there
                : write.summary().orElse(null));
  }
}
