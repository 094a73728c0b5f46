package io.dataflow.service.domain;

import java.util.Optional;

/** What may be asked of a pipeline. */
public sealed interface PipelineCommand {

  /** Under an id that is not taken. */
  record Create(Definition definition) implements PipelineCommand {}

  /**
   * Create or replace: PUT and PATCH.
   *
   * @param rollout move what runs to the new version through a savepoint
   */
  record PutDefinition(Definition definition, Precondition precondition, boolean rollout)
      implements PipelineCommand {}

  /** Stores the definition of an earlier version as a new one. */
  record Rollback(int version) implements PipelineCommand {}

  /**
   * @param from empty: as the status has it, see {@link Lifecycle}
   */
  record Start(Optional<StartFrom> from, boolean allowNonRestoredState)
      implements PipelineCommand {}

  record Stop(String reason, boolean savepoint, boolean drain) implements PipelineCommand {}

  record Pause(String reason) implements PipelineCommand {}

  record Resume() implements PipelineCommand {}

  record Restart() implements PipelineCommand {}

  record Reset() implements PipelineCommand {}

  record Delete(boolean force, Precondition precondition) implements PipelineCommand {}

  record TriggerSnapshot() implements PipelineCommand {}

  record DeleteSnapshot(String snapshotId) implements PipelineCommand {}
}
