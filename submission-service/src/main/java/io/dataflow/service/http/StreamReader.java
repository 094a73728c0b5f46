package io.dataflow.service.http;

import io.dataflow.service.domain.Operation;
import io.dataflow.service.domain.Operations;
import io.dataflow.service.domain.RecordedEvent;
import io.dataflow.service.journal.Journal;
import io.dataflow.service.journal.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whole streams, and the operations folded from them. */
final class StreamReader {
  private static final int PAGE = 500;

  private final Journal journal;

  StreamReader(Journal journal) {
    this.journal = journal;
  }

  List<JournalEntry> page(String pipelineId, long after, int limit) {
    return journal.read(pipelineId, after, limit);
  }

  List<JournalEntry> all(String pipelineId) {
    List<JournalEntry> entries = new ArrayList<>();
    List<JournalEntry> page;
    do {
      page = journal.read(pipelineId, entries.size(), PAGE);
      entries.addAll(page);
    } while (page.size() == PAGE);
    return entries;
  }

  Optional<Operation> operation(String pipelineId, long sequenceNumber) {
    List<RecordedEvent> history =
        all(pipelineId).stream()
            .map(
                entry ->
                    new RecordedEvent(
                        entry.eventId(), entry.sequenceNumber(), entry.time(), entry.event()))
            .toList();
    return Operations.of(pipelineId, history, sequenceNumber);
  }
}
