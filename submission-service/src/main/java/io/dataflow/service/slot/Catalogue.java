package io.dataflow.service.slot;

import java.util.List;

/**
 * The pipelines of each slot. A pipeline's row is written before its first event and stays for
 * ever, as its stream does.
 */
public interface Catalogue {

  /** Durable when it returns; adding again changes nothing. */
  void add(String pipelineId);

  /** Every pipeline of a slot that has, or is about to have, a stream; in order of id. */
  List<String> pipelines(int slot);
}
