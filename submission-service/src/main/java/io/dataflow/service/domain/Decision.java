package io.dataflow.service.domain;

import java.util.List;
import java.util.Set;

/** What comes of a command. */
public sealed interface Decision {

  /** To be appended together; never empty. */
  record Accepted(List<PipelineEvent> events) implements Decision {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /** All is as asked for already. */
  record Unchanged(String message) implements Decision {}

  /**
   * @param allowedActions what the present status allows
   */
  record Rejected(RejectionCode code, String message, Set<LifecycleAction> allowedActions)
      implements Decision {
    public Rejected {
      allowedActions = Set.copyOf(allowedActions);
    }
  }
}
