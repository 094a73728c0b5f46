package io.dataflow.service.slot;

import java.util.Objects;
import java.util.UUID;

/**
 * Says that a pipeline may have changed. Every mark is a row of its own: deleting one cannot
 * swallow a newer one.
 *
 * @param id unique; its time part is the writer's clock and good for nothing but tables of people
 */
public record Mark(int slot, String pipelineId, UUID id) {
  public Mark {
    Objects.requireNonNull(pipelineId);
    Objects.requireNonNull(id);
  }
}
