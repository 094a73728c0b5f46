package io.dataflow.service.journal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What happened to each pipeline: one stream per pipeline, numbered from 1 without gaps, never
 * changed and never shortened. All reads of streams see every append that was acknowledged before.
 *
 * <p>Every method may throw {@link JournalUnavailableException}.
 */
public interface Journal {

  /**
   * The entries behind a sequence number, in order.
   *
   * @param afterSequenceNumber 0 = from the beginning
   * @throws UnreadableEventException when a stored event is of a type or version this build does
   *     not know
   */
  List<JournalEntry> read(String pipelineId, long afterSequenceNumber, int limit);

  /** The last sequence number of each of the streams; those without entries are left out. */
  Map<String, Long> heads(Collection<String> pipelineIds);

  /**
   * Appends all entries or none, if the stream still ends at {@code expectedHead}.
   *
   * @param expectedHead 0 = the stream does not exist yet
   * @param ownerEpoch given: the stream must carry this very epoch, too
   * @param entries at least one
   * @throws JournalUnavailableException when the answer stayed unknown until the deadline; the
   *     entries may still appear
   */
  AppendResult append(
      String pipelineId, long expectedHead, OptionalLong ownerEpoch, List<NewEntry> entries);

  /**
   * Fences off former owners: after it, appends under a lower epoch are refused. Epochs only grow.
   *
   * @return true when the stream carries {@code epoch} now; false when it carries a higher one
   */
  boolean stampEpoch(String pipelineId, long epoch);

  /** The newest snapshot, of whatever format; a snapshot is a short-cut, never the truth. */
  Optional<StoredSnapshot> latestSnapshot(String pipelineId);

  /** Stores a snapshot; its loss harms nobody. */
  void saveSnapshot(StoredSnapshot snapshot);
}
