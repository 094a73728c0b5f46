package io.dataflow.service.orchestration;

import io.dataflow.service.domain.Attempt;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.domain.Snapshot;
import java.time.Duration;
import java.util.List;

/** The one next thing to do for a pipeline. */
public sealed interface Action {

  /** The decision needs to know more. */
  record Look(Fact fact) implements Action {}

  /**
   * Nothing now.
   *
   * @param next when to look again, unless something happens before
   */
  record Wait(Duration next) implements Action {}

  /** Nothing until the next command. */
  record Rest() implements Action {}

  /** Append what was seen. */
  record Append(List<PipelineEvent> events) implements Action {
    public Append {
      events = List.copyOf(events);
    }

    static Append of(PipelineEvent... events) {
      return new Append(List.of(events));
    }
  }

  /** Append the plan (its last event), then send the job. */
  record Submit(List<PipelineEvent> events, PipelineEvent.AttemptPlanned plan) implements Action {
    public Submit {
      events = List.copyOf(events);
    }
  }

  /** Send the job of an attempt once more. */
  record SubmitAgain(Attempt attempt) implements Action {}

  /** Journal trigger and directory, then call stop-with-savepoint. */
  record TriggerStop(Attempt attempt, String triggerId, boolean drain) implements Action {}

  /** The same call under the same id: its answer was lost. */
  record RepeatStop(Attempt attempt, String triggerId, String directory, boolean drain)
      implements Action {}

  record Cancel(String jobId, List<PipelineEvent> before) implements Action {
    public Cancel {
      before = List.copyOf(before);
    }
  }

  record TriggerSnapshot(Snapshot snapshot, Attempt attempt, String triggerId) implements Action {}

  record RepeatSnapshot(Snapshot snapshot, Attempt attempt) implements Action {}

  /** Dispose of the savepoint, then record that it is deleted. */
  record DisposeSnapshot(Snapshot snapshot) implements Action {}

  /** Delete the attempt's checkpoints, then record it. */
  record DeleteDirectory(Attempt attempt) implements Action {}
}
