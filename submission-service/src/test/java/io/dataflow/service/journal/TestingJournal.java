package io.dataflow.service.journal;

import io.dataflow.service.journal.EventCodec.EncodedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;

/** A journal in memory that stores events as text, as the real one does. */
public final class TestingJournal implements Journal {
  private final TestingFaults faults;
  private final EventCodec codec = new EventCodec();
  private final Map<String, Stream> streams = new TreeMap<>();
  private final Map<String, StoredSnapshot> snapshots = new HashMap<>();

  private record Stored(UUID eventId, Instant time, EncodedEvent event, String metadata) {}

  private static final class Stream {
    private final List<Stored> entries = new ArrayList<>();
    private OptionalLong ownerEpoch = OptionalLong.empty();
  }

  public TestingJournal() {
    this(new TestingFaults());
  }

  public TestingJournal(TestingFaults faults) {
    this.faults = faults;
  }

  @Override
  public List<JournalEntry> read(String pipelineId, long afterSequenceNumber, int limit) {
    return faults.read("journal.read", () -> entries(pipelineId, afterSequenceNumber, limit));
  }

  private synchronized List<JournalEntry> entries(String pipelineId, long after, int limit) {
    List<Stored> stored = stream(pipelineId).entries;
    List<JournalEntry> entries = new ArrayList<>();
    for (long number = after + 1; number <= stored.size() && entries.size() < limit; number++) {
      Stored entry = stored.get((int) number - 1);
      entries.add(
          new JournalEntry(
              pipelineId,
              number,
              entry.eventId(),
              entry.time(),
              codec.decode(pipelineId, number, entry.event()),
              codec.decodeMetadata(pipelineId, number, entry.metadata())));
    }
    return entries;
  }

  @Override
  public Map<String, Long> heads(Collection<String> pipelineIds) {
    return faults.read("journal.heads", () -> presentHeads(pipelineIds));
  }

  private synchronized Map<String, Long> presentHeads(Collection<String> pipelineIds) {
    Map<String, Long> heads = new HashMap<>();
    for (String id : pipelineIds) {
      int head = stream(id).entries.size();
      if (head > 0) {
        heads.put(id, (long) head);
      }
    }
    return heads;
  }

  @Override
  public AppendResult append(
      String pipelineId, long expectedHead, OptionalLong ownerEpoch, List<NewEntry> entries) {
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("nothing to append to " + pipelineId);
    }
    return faults.write(
        "journal.append", () -> appendNow(pipelineId, expectedHead, ownerEpoch, entries));
  }

  private synchronized AppendResult appendNow(
      String pipelineId, long expectedHead, OptionalLong ownerEpoch, List<NewEntry> entries) {
    Stream stream = stream(pipelineId);
    if (stream.entries.size() != expectedHead
        || (ownerEpoch.isPresent() && !ownerEpoch.equals(stream.ownerEpoch))) {
      return new AppendResult.Conflict(stream.entries.size(), stream.ownerEpoch);
    }
    for (NewEntry entry : entries) {
      stream.entries.add(
          new Stored(
              entry.eventId(),
              entry.time(),
              codec.encode(entry.event()),
              codec.encodeMetadata(entry.metadata())));
    }
    return new AppendResult.Applied(stream.entries.size());
  }

  @Override
  public boolean stampEpoch(String pipelineId, long epoch) {
    return faults.write("journal.stampEpoch", () -> stampNow(pipelineId, epoch));
  }

  private synchronized boolean stampNow(String pipelineId, long epoch) {
    Stream stream = stream(pipelineId);
    if (stream.ownerEpoch.isEmpty() || stream.ownerEpoch.getAsLong() < epoch) {
      stream.ownerEpoch = OptionalLong.of(epoch);
    }
    return stream.ownerEpoch.getAsLong() == epoch;
  }

  @Override
  public Optional<StoredSnapshot> latestSnapshot(String pipelineId) {
    return faults.read("journal.latestSnapshot", () -> snapshot(pipelineId));
  }

  private synchronized Optional<StoredSnapshot> snapshot(String pipelineId) {
    return Optional.ofNullable(snapshots.get(pipelineId));
  }

  @Override
  public void saveSnapshot(StoredSnapshot snapshot) {
    faults.run("journal.saveSnapshot", () -> saveNow(snapshot));
  }

  private synchronized void saveNow(StoredSnapshot snapshot) {
    snapshots.merge(
        snapshot.pipelineId(),
        snapshot,
        (old, fresh) -> old.sequenceNumber() > fresh.sequenceNumber() ? old : fresh);
  }

  /** Puts an event of any type and version into a stream, as a later release would. */
  public synchronized void appendRaw(String pipelineId, EncodedEvent event) {
    EventMetadata metadata = new EventMetadata("later release", Optional.empty(), "");
    stream(pipelineId)
        .entries
        .add(new Stored(UUID.randomUUID(), Instant.EPOCH, event, codec.encodeMetadata(metadata)));
  }

  /** Everybody who ever had an entry or an epoch. */
  public synchronized List<String> pipelineIds() {
    return List.copyOf(streams.keySet());
  }

  private Stream stream(String pipelineId) {
    return streams.computeIfAbsent(pipelineId, id -> new Stream());
  }
}
