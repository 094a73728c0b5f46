package io.dataflow.service.projection;

import io.dataflow.service.journal.JournalUnavailableException;
import java.util.List;

/**
 * The stored summaries. Writers need no order among themselves: the highest sequence number wins,
 * whoever wrote last.
 *
 * <p>Every method may throw {@link JournalUnavailableException}.
 */
public interface PipelineSummaries {

  void save(PipelineSummary summary);

  /**
   * Takes a deleted pipeline out of the list; a summary with a higher sequence number (a new
   * incarnation) brings it back.
   */
  void remove(String pipelineId, long sequenceNumber);

  /** The summaries of all pipelines of all slots, in no particular order. */
  List<PipelineSummary> readAll();
}
