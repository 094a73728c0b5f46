package io.dataflow.service.simulation;

import io.dataflow.service.domain.DesiredState;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.PipelineStatus;
import io.dataflow.service.domain.Snapshot;
import io.dataflow.service.domain.WaitingReason;
import io.dataflow.service.flink.ClusterUnavailableException;
import io.dataflow.service.flink.JobName;
import io.dataflow.service.flink.JobOverview;
import io.dataflow.service.orchestration.JobReconciler;
import io.dataflow.service.projection.PipelineSummary;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must come true once nothing fails any more. */
final class Settlement {
  private final Simulation simulation;

  Settlement(Simulation simulation) {
    this.simulation = simulation;
  }

  /** What is not as it should be in the end; empty when all is. */
  Optional<String> problem() {
    for (PipelineState state : simulation.invariants().pipelines()) {
      Optional<String> problem = problem(state);
      if (problem.isPresent()) {
        return problem.map(text -> state.pipelineId() + " " + text);
      }
    }
    return Optional.empty();
  }

  private Optional<String> problem(PipelineState state) {
    PipelineStatus status = state.status();
    List<JobOverview> jobs = jobs(state.pipelineId());
    boolean runs = status == PipelineStatus.RUNNING;
    if (!isDesired(state)) {
      return Optional.of("is " + status + " though wanted " + state.desired());
    }
    if (!runs && status != PipelineStatus.WAITING && JobReconciler.isActive(state)) {
      return Optional.of("is " + status + " and not done: " + state.attempts());
    }
    if (state.snapshots().stream().anyMatch(Snapshot::isPending)) {
      return Optional.of("has open snapshots: " + state.snapshots());
    }
    if (status == PipelineStatus.WAITING && !isJust(state)) {
      return Optional.of("waits for no good reason: " + state.waiting());
    }
    if (runs
        && (jobs.size() != 1
            || !jobs.get(0).isRunning()
            || !jobs.get(0).jobId().equals(state.openAttempt().orElseThrow().jobId()))) {
      return Optional.of("is RUNNING and its jobs are " + jobs);
    }
    if (!runs && !jobs.isEmpty()) {
      return Optional.of("is " + status + " and has jobs: " + jobs);
    }
    return summary(state);
  }

  private static boolean isDesired(PipelineState state) {
    PipelineStatus status = state.status();
    return switch (state.desired()) {
      case RUNNING ->
          status == PipelineStatus.RUNNING
              || status == PipelineStatus.WAITING
              || status == PipelineStatus.COMPLETED
              || status == PipelineStatus.FAILED;
      case PAUSED -> status == PipelineStatus.PAUSED || status == PipelineStatus.COMPLETED;
      case STOPPED ->
          status == PipelineStatus.STOPPED
              || status == PipelineStatus.COMPLETED
              || status == PipelineStatus.CONFIGURED;
      case DELETED -> status == PipelineStatus.DELETED;
    };
  }

  /** Whether nobody but people can end the wait. */
  private boolean isJust(PipelineState state) {
    WaitingReason reason = state.waiting().orElseThrow().reason();
    return switch (reason) {
      case UNKNOWN_END -> simulation.invariants().length(state.pipelineId()).isPresent();
      case UPGRADE_FAILED, INCOMPATIBLE_CHANGE -> state.versions().size() > 1;
      case NO_FREE_SLOTS -> freeSlots() < 3 && noZombies();
      default -> false;
    };
  }

  private Optional<String> summary(PipelineState state) {
    Optional<PipelineSummary> row =
        simulation.stores().summaries().readAll().stream()
            .filter(summary -> summary.pipelineId().equals(state.pipelineId()))
            .findFirst();
    boolean shown =
        state.desired() == DesiredState.DELETED
            ? row.isEmpty()
            : row.filter(summary -> summary.sequenceNumber() == state.sequenceNumber()).isPresent();
    return shown
        ? Optional.empty()
        : Optional.of("is at " + state.sequenceNumber() + " and the list shows " + row);
  }

  private List<JobOverview> jobs(String pipelineId) {
    try {
      return simulation.cluster().jobs().stream()
          .filter(job -> !job.state().isTerminal())
          .filter(
              job ->
                  JobName.parse(job.name())
                      .filter(name -> name.pipelineId().equals(pipelineId))
                      .isPresent())
          .toList();
    } catch (ClusterUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What holds slots without being listed will give them back. */
  private boolean noZombies() {
    try {
      Set<String> holders = new HashSet<>(simulation.cluster().jobsHoldingSlots());
      simulation.cluster().jobs().forEach(job -> holders.remove(job.jobId()));
      return holders.isEmpty();
    } catch (ClusterUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }

  private int freeSlots() {
    try {
      return simulation.cluster().capacity().freeSlots();
    } catch (ClusterUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }
}
