package io.dataflow.service.cassandra;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import io.dataflow.service.journal.AppendResult;
import io.dataflow.service.journal.EventCodec;
import io.dataflow.service.journal.EventCodec.EncodedEvent;
import io.dataflow.service.journal.Journal;
import io.dataflow.service.journal.JournalEntry;
import io.dataflow.service.journal.JournalUnavailableException;
import io.dataflow.service.journal.NewEntry;
import io.dataflow.service.journal.StoredSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * A stream as one partition. An append is one conditional batch: the static {@code head} moves from
 * n to n+k together with the k rows, or nothing happens and the present head comes back.
 */
final class CassandraJournal implements Journal {
  private static final String READ =
      "SELECT sequence_number, event_id, time, type, version, payload, metadata FROM"
          + " ${journal}.events WHERE pipeline_id = ? AND sequence_number > ? LIMIT ?";
  private static final String READ_IDS =
      "SELECT sequence_number, event_id FROM ${journal}.events WHERE pipeline_id = ? AND"
          + " sequence_number > ? AND sequence_number <= ?";
  private static final String READ_HEAD =
      "SELECT pipeline_id, head, owner_epoch FROM ${journal}.events WHERE pipeline_id = ? LIMIT 1";
  private static final String MOVE_HEAD =
      "UPDATE ${journal}.events SET head = ? WHERE pipeline_id = ? IF head = ?";
  private static final String MOVE_HEAD_AS_OWNER = MOVE_HEAD + " AND owner_epoch = ?";
  private static final String INSERT =
      "INSERT INTO ${journal}.events (pipeline_id, sequence_number, event_id, time, type, version,"
          + " payload, metadata) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String STAMP =
      "UPDATE ${journal}.events SET owner_epoch = ? WHERE pipeline_id = ? IF owner_epoch = ?";
  private static final String LATEST_SNAPSHOT =
      "SELECT sequence_number, format, payload FROM ${snapshot}.snapshots WHERE pipeline_id = ?"
          + " LIMIT 1";
  private static final String SAVE_SNAPSHOT =
      "INSERT INTO ${snapshot}.snapshots (pipeline_id, sequence_number, format, payload) VALUES"
          + " (?, ?, ?, ?)";
  private static final String DELETE_OLDER_SNAPSHOTS =
      "DELETE FROM ${snapshot}.snapshots WHERE pipeline_id = ? AND sequence_number < ?";

  private final CassandraConnection connection;
  private final EventCodec codec;
  private final RetryPause pauses;

  CassandraJournal(CassandraConnection connection, EventCodec codec, RetryPause pauses) {
    this.connection = connection;
    this.codec = codec;
    this.pauses = pauses;
  }

  @Override
  public List<JournalEntry> read(String pipelineId, long afterSequenceNumber, int limit) {
    List<JournalEntry> entries = new ArrayList<>();
    for (Row row : connection.readSerial(READ, pipelineId, afterSequenceNumber, limit)) {
      entries.add(entry(pipelineId, row));
    }
    return entries;
  }

  private JournalEntry entry(String pipelineId, Row row) {
    long number = row.getLong("sequence_number");
    EncodedEvent event =
        new EncodedEvent(row.getString("type"), row.getInt("version"), row.getString("payload"));
    return new JournalEntry(
        pipelineId,
        number,
        row.getUuid("event_id"),
        row.getInstant("time"),
        codec.decode(pipelineId, number, event),
        codec.decodeMetadata(pipelineId, number, row.getString("metadata")));
  }

  @Override
  public Map<String, Long> heads(Collection<String> pipelineIds) {
    Map<String, Long> heads = new HashMap<>();
    List<BoundStatement> reads =
        pipelineIds.stream()
            .map(id -> CassandraConnection.serial(connection.bind(READ_HEAD, id)))
            .toList();
    connection.readMany(
        reads,
        row -> {
          if (!row.isNull("head")) {
            heads.put(row.getString("pipeline_id"), row.getLong("head"));
          }
        });
    return heads;
  }

  @Override
  public AppendResult append(
      String pipelineId, long expectedHead, OptionalLong ownerEpoch, List<NewEntry> entries) {
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("nothing to append to " + pipelineId);
    }
    BatchStatement batch = batch(pipelineId, expectedHead, ownerEpoch, entries);
    RetryPause.Retries retries = pauses.begin();
    JournalUnavailableException unknown = null;
    while (true) {
      try {
        ResultSet answer = connection.writeIf(batch);
        if (answer.wasApplied()) {
          return new AppendResult.Applied(expectedHead + entries.size());
        }
        // What is in the way may be an earlier send of ours.
        if (unknown != null && isThere(pipelineId, expectedHead, entries)) {
          return new AppendResult.Applied(expectedHead + entries.size());
        }
        return conflict(pipelineId, answer.one());
      } catch (JournalUnavailableException e) {
        if (!e.isOutcomeUnknown() && unknown == null) {
          throw e;
        }
        unknown = e;
      }
      Optional<AppendResult> found = find(pipelineId, expectedHead, entries);
      if (found.isPresent()) {
        return found.get();
      }
      if (!retries.pause()) {
        throw JournalUnavailableException.outcomeUnknown(
            "It is not known whether the change was stored: " + unknown.getMessage(), unknown);
      }
    }
  }

  /** What became of a send without an answer; empty when it may still come, or nobody knows. */
  private Optional<AppendResult> find(
      String pipelineId, long expectedHead, List<NewEntry> entries) {
    try {
      if (isThere(pipelineId, expectedHead, entries)) {
        return Optional.of(new AppendResult.Applied(expectedHead + entries.size()));
      }
      Row row = connection.readSerial(READ_HEAD, pipelineId).one();
      return row == null || row.getLong("head") == expectedHead
          ? Optional.empty()
          : Optional.of(new AppendResult.Conflict(row.getLong("head"), epoch(row)));
    } catch (JournalUnavailableException e) {
      return Optional.empty();
    }
  }

  private BatchStatement batch(
      String pipelineId, long expectedHead, OptionalLong ownerEpoch, List<NewEntry> entries) {
    List<BatchableStatement<?>> statements = new ArrayList<>();
    long head = expectedHead + entries.size();
    Long expected = expectedHead == 0 ? null : expectedHead;
    statements.add(
        ownerEpoch.isPresent()
            ? connection.bind(
                MOVE_HEAD_AS_OWNER, head, pipelineId, expected, ownerEpoch.getAsLong())
            : connection.bind(MOVE_HEAD, head, pipelineId, expected));
    long number = expectedHead;
    for (NewEntry entry : entries) {
      EncodedEvent event = codec.encode(entry.event());
      statements.add(
          connection.bind(
              INSERT,
              pipelineId,
              ++number,
              entry.eventId(),
              entry.time(),
              event.type(),
              event.version(),
              event.payload(),
              codec.encodeMetadata(entry.metadata())));
    }
    return BatchStatement.newInstance(BatchType.UNLOGGED, statements);
  }

  private boolean isThere(String pipelineId, long expectedHead, List<NewEntry> entries) {
    Set<UUID> stored = new HashSet<>();
    for (Row row :
        connection.readSerial(READ_IDS, pipelineId, expectedHead, expectedHead + entries.size())) {
      stored.add(row.getUuid("event_id"));
    }
    return entries.stream().allMatch(entry -> stored.contains(entry.eventId()));
  }

  // The answer holds only columns of the condition; an unconditioned epoch is read.
  private AppendResult conflict(String pipelineId, Row answer) {
    Row row =
        answer != null
                && answer.getColumnDefinitions().contains("head")
                && answer.getColumnDefinitions().contains("owner_epoch")
            ? answer
            : connection.readSerial(READ_HEAD, pipelineId).one();
    return row == null
        ? new AppendResult.Conflict(0, OptionalLong.empty())
        : new AppendResult.Conflict(row.getLong("head"), epoch(row));
  }

  @Override
  public boolean stampEpoch(String pipelineId, long epoch) {
    Row head = connection.readSerial(READ_HEAD, pipelineId).one();
    OptionalLong present = head == null ? OptionalLong.empty() : epoch(head);
    while (present.isEmpty() || present.getAsLong() < epoch) {
      ResultSet answer =
          connection.writeIf(
              connection.bind(
                  STAMP, epoch, pipelineId, present.isEmpty() ? null : present.getAsLong()));
      if (answer.wasApplied()) {
        return true;
      }
      // Each round somebody else raised it, so this ends.
      present = epoch(answer.one());
    }
    return present.getAsLong() == epoch;
  }

  private static OptionalLong epoch(Row row) {
    return row.isNull("owner_epoch")
        ? OptionalLong.empty()
        : OptionalLong.of(row.getLong("owner_epoch"));
  }

  @Override
  public Optional<StoredSnapshot> latestSnapshot(String pipelineId) {
    Row row = connection.read(LATEST_SNAPSHOT, pipelineId).one();
    return Optional.ofNullable(row)
        .map(
            stored ->
                new StoredSnapshot(
                    pipelineId,
                    stored.getLong("sequence_number"),
                    stored.getString("format"),
                    stored.getString("payload")));
  }

  @Override
  public void saveSnapshot(StoredSnapshot snapshot) {
    connection.write(
        SAVE_SNAPSHOT,
        snapshot.pipelineId(),
        snapshot.sequenceNumber(),
        snapshot.format(),
        snapshot.payload());
    connection.write(DELETE_OLDER_SNAPSHOTS, snapshot.pipelineId(), snapshot.sequenceNumber());
  }
}
