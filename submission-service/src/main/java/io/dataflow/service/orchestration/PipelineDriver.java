package io.dataflow.service.orchestration;

import io.dataflow.service.command.AppendOutcome;
import io.dataflow.service.command.LoadedPipeline;
import io.dataflow.service.command.PipelineRepository;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.WaitingReason;
import io.dataflow.service.flink.ClusterUnavailableException;
import io.dataflow.service.journal.EventMetadata;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pass over one pipeline: observe → compare → act → record, as long as something can be done at
 * once. Always all of it, safe to repeat from any point it was interrupted at. Every append carries
 * the owner's epoch; on a conflict the pass ends, and the next one looks anew. One pass at a time
 * per pipeline; thread-safe otherwise.
 */
public final class PipelineDriver {
  private static final Logger LOG = LoggerFactory.getLogger(PipelineDriver.class);
  private static final EventMetadata METADATA =
      new EventMetadata("orchestration", Optional.empty(), "");
  private static final Duration VIEW_AGE = Duration.ofMillis(250);
  private static final int MOST_STEPS = 32;

  private final PipelineRepository repository;
  private final JobObserver observer;
  private final JobReconciler reconciler;
  private final ClusterActions actions;
  private final TotalsRecorder totals;

  public PipelineDriver(
      PipelineRepository repository,
      JobObserver observer,
      JobReconciler reconciler,
      ClusterActions actions,
      TotalsRecorder totals) {
    this.repository = repository;
    this.observer = observer;
    this.reconciler = reconciler;
    this.actions = actions;
    this.totals = totals;
  }

  /**
   * @throws io.dataflow.service.journal.JournalUnavailableException when the journal does not
   *     answer; nothing is lost
   */
  PassResult pass(String pipelineId, Tenure tenure) {
    LoadedPipeline pipeline = repository.load(pipelineId);
    observer.poll(VIEW_AGE);
    for (int step = 0; step < MOST_STEPS && tenure.isHeld(); step++) {
      Step next = step(pipeline, tenure);
      if (next.result().isPresent()) {
        return next.result().get();
      }
      pipeline = next.pipeline();
    }
    return new PassResult(pipeline.state(), Optional.of(JobReconciler.TICK));
  }

  /** Either the pipeline as it goes on, or the end of the pass. */
  private record Step(LoadedPipeline pipeline, Optional<PassResult> result) {
    static Step goOn(LoadedPipeline pipeline) {
      return new Step(pipeline, Optional.empty());
    }

    static Step end(LoadedPipeline pipeline, Duration next) {
      return new Step(pipeline, Optional.of(new PassResult(pipeline.state(), Optional.of(next))));
    }
  }

  private Step step(LoadedPipeline pipeline, Tenure tenure) {
    PipelineState state = pipeline.state();
    try {
      Observation seen = observer.observe(state);
      Action action = reconciler.reconcile(state, seen);
      while (action instanceof Action.Look look) {
        seen = observer.look(seen, look.fact(), state);
        action = reconciler.reconcile(state, seen);
      }
      return act(pipeline, tenure, action);
    } catch (ClusterUnavailableException e) {
      if (e.part() == ClusterUnavailableException.Part.JOB_MANAGER) {
        return Step.end(pipeline, JobReconciler.TICK);
      }
      Action wait =
          JobReconciler.waitFor(
              state,
              WaitingReason.CHECKPOINT_STORE_UNREACHABLE,
              String.valueOf(e.getMessage()),
              JobReconciler.TICK);
      if (!state.atRest() && wait instanceof Action.Append waiting) {
        append(pipeline, tenure, waiting.events());
      }
      return Step.end(pipeline, JobReconciler.TICK);
    }
  }

  private Step act(LoadedPipeline pipeline, Tenure tenure, Action action)
      throws ClusterUnavailableException {
    if (action instanceof Action.Rest) {
      actions.foresee(pipeline.state());
      return new Step(pipeline, Optional.of(new PassResult(pipeline.state(), Optional.empty())));
    }
    if (action instanceof Action.Wait wait) {
      return Step.end(pipeline, wait.next());
    }
    if (action instanceof Action.Append seen) {
      totals.beforeEnd(pipeline.state(), seen.events(), tenure.epoch());
    }
    actions.prepare(pipeline.state(), action);
    List<PipelineEvent> before = actions.before(pipeline.state(), action);
    LoadedPipeline recorded = pipeline;
    if (!before.isEmpty()) {
      Optional<LoadedPipeline> appended = append(pipeline, tenure, before);
      if (appended.isEmpty()) {
        return Step.end(pipeline, Duration.ZERO);
      }
      recorded = appended.get();
    }
    if (!tenure.isHeld()) {
      return Step.end(recorded, JobReconciler.TICK);
    }
    ClusterActions.Done done = actions.perform(recorded.state(), action);
    if (!done.events().isEmpty()) {
      Optional<LoadedPipeline> appended = append(recorded, tenure, done.events());
      if (appended.isEmpty()) {
        return Step.end(recorded, Duration.ZERO);
      }
      recorded = appended.get();
    }
    return done.pause().isPresent() ? Step.end(recorded, done.pause().get()) : Step.goOn(recorded);
  }

  private Optional<LoadedPipeline> append(
      LoadedPipeline pipeline, Tenure tenure, List<PipelineEvent> events) {
    AppendOutcome outcome =
        repository.append(pipeline, OptionalLong.of(tenure.epoch()), events, METADATA);
    if (outcome instanceof AppendOutcome.Appended appended) {
      events.forEach(event -> LOG.info("Pipeline {}: {}", pipeline.pipelineId(), event));
      return Optional.of(appended.pipeline());
    }
    AppendOutcome.Conflict conflict = (AppendOutcome.Conflict) outcome;
    if (conflict.ownerEpoch().orElse(0) > tenure.epoch()) {
      LOG.warn(
          "Slot {}: epoch {} is over, {} owns pipeline {}",
          tenure.slot(),
          tenure.epoch(),
          conflict.ownerEpoch(),
          pipeline.pipelineId());
      tenure.end();
    }
    return Optional.empty();
  }
}
