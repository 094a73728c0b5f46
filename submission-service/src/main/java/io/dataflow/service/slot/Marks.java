package io.dataflow.service.slot;

import java.util.Collection;
import java.util.List;

/**
 * Marks of what may have changed. A mark is written before the append it announces, so an event
 * without a mark cannot exist; a mark without an event is harmless. A reader deletes only marks
 * that it has known for longer than the longest append, by its own monotonic clock.
 */
public interface Marks {

  /** Durable when it returns. */
  Mark add(String pipelineId);

  /** All marks of a slot, in no particular order. */
  List<Mark> read(int slot);

  void delete(Collection<Mark> marks);
}
