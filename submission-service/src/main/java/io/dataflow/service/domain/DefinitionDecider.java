package io.dataflow.service.domain;

import io.dataflow.service.domain.Decision.Accepted;
import io.dataflow.service.domain.Decision.Rejected;
import io.dataflow.service.domain.Decision.Unchanged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decisions about definitions: stored in every status, they change nothing that runs. What waits
 * because its definition cannot go on runs nothing: it takes up the next one.
 */
final class DefinitionDecider {
  /** Fixed at creation for ever: key groups are numbered by it. */
  static final int MAX_PARALLELISM = 128;

  private final PipelineState state;

  DefinitionDecider(PipelineState state) {
    this.state = state;
  }

  Decision decide(PipelineCommand command) {
    if (command instanceof PipelineCommand.PutDefinition put) {
      return put(put);
    }
    if (command instanceof PipelineCommand.Rollback rollback) {
      return rollback(rollback);
    }
    PipelineCommand.Create create = (PipelineCommand.Create) command;
    return state.exists()
        ? rejected(
            RejectionCode.PIPELINE_EXISTS,
            "pipeline '" + state.pipelineId() + "' exists; replace its definition with PUT")
        : create(create.definition());
  }

  private Decision create(Definition definition) {
    return tooParallel(definition, MAX_PARALLELISM)
        .<Decision>map(rejected -> rejected)
        .orElseGet(
            () -> new Accepted(List.of(new PipelineEvent.Created(definition, MAX_PARALLELISM))));
  }

  private Decision put(PipelineCommand.PutDefinition put) {
    if (!state.exists()) {
      return put.precondition() instanceof Precondition.Match
          ? rejected(
              RejectionCode.PRECONDITION_FAILED,
              "there is no pipeline '" + state.pipelineId() + "' that could match")
          : create(put.definition());
    }
    Optional<Rejected> unmet = Rejections.unmet(state, put.precondition());
    if (unmet.isPresent()) {
      return unmet.get();
    }
    if (state.desired() == DesiredState.DELETED) {
      return rejected(RejectionCode.ILLEGAL_TRANSITION, "the pipeline is being deleted");
    }
    Optional<Rejected> tooParallel = tooParallel(put.definition(), state.maxParallelism());
    if (tooParallel.isPresent()) {
      return tooParallel.get();
    }
    DefinitionVersion current = state.currentVersion().orElseThrow();
    List<PipelineEvent> events = new ArrayList<>();
    int version = current.version();
    if (!put.definition().sameAs(current.definition())) {
      version++;
      events.add(new PipelineEvent.DefinitionChanged(version, put.definition(), Optional.empty()));
    }
    if ((put.rollout() || awaitsDefinition()) && runsAnother(version)) {
      events.add(new PipelineEvent.RestartRequested(version));
    }
    return events.isEmpty()
        ? new Unchanged("the definition is version " + version + " already")
        : new Accepted(events);
  }

  private Decision rollback(PipelineCommand.Rollback rollback) {
    Optional<DefinitionVersion> target = state.version(rollback.version());
    if (target.isEmpty()) {
      return rejected(
          RejectionCode.VERSION_NOT_FOUND,
          "there is no version "
              + rollback.version()
              + "; versions are 1 to "
              + state.versions().size());
    }
    if (state.desired() == DesiredState.DELETED) {
      return rejected(RejectionCode.ILLEGAL_TRANSITION, "the pipeline is being deleted");
    }
    DefinitionVersion current = state.currentVersion().orElseThrow();
    List<PipelineEvent> events = new ArrayList<>();
    int version = current.version();
    if (!target.get().definition().sameAs(current.definition())) {
      version++;
      events.add(
          new PipelineEvent.DefinitionChanged(
              version, target.get().definition(), Optional.of(rollback.version())));
    }
    if (awaitsDefinition() && runsAnother(version)) {
      events.add(new PipelineEvent.RestartRequested(version));
    }
    return events.isEmpty()
        ? new Unchanged("the definition equals version " + rollback.version() + " already")
        : new Accepted(events);
  }

  private Optional<Rejected> tooParallel(Definition definition, int maximum) {
    return definition.parallelism() <= maximum
        ? Optional.empty()
        : Optional.of(
            rejected(
                RejectionCode.MAX_PARALLELISM_EXCEEDED,
                "parallelism "
                    + definition.parallelism()
                    + " is above "
                    + maximum
                    + ", which is fixed when a pipeline is created"));
  }

  /** Only another definition helps: the same one is not tried again before somebody says so. */
  private boolean awaitsDefinition() {
    return state.status() == PipelineStatus.WAITING
        && state.waiting().orElseThrow().reason().endsWithNextVersion();
  }

  /** Something runs, or is about to, and it is not this version. */
  private boolean runsAnother(int version) {
    return state.desired() == DesiredState.RUNNING
        && !state.atRest()
        && state.nextVersion() != version;
  }

  private Rejected rejected(RejectionCode code, String message) {
    return Rejections.rejected(state, code, message);
  }
}
