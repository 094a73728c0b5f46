package io.dataflow.service.domain;

import io.dataflow.service.domain.Decision.Rejected;
import java.util.Optional;
import java.util.Set;

/** Refusals, each with the actions that are allowed instead. */
final class Rejections {
  private Rejections() {}

  static Rejected rejected(PipelineState state, RejectionCode code, String message) {
    Set<LifecycleAction> allowed = state.exists() ? Lifecycle.allowed(state.status()) : Set.of();
    return new Rejected(code, message, allowed);
  }

  static Optional<Rejected> unmet(PipelineState state, Precondition precondition) {
    VersionTag tag = state.versionTag().orElseThrow();
    if (precondition instanceof Precondition.None) {
      return Optional.of(
          rejected(
              state,
              RejectionCode.PRECONDITION_REQUIRED,
              "send If-Match: \"" + tag.text() + "\", the version you have seen, or If-Match: *"));
    }
    if (precondition instanceof Precondition.Absent) {
      return Optional.of(
          rejected(
              state, RejectionCode.PRECONDITION_FAILED, "the pipeline exists, at " + tag.text()));
    }
    if (precondition instanceof Precondition.Match match && !match.tag().equals(tag)) {
      return Optional.of(
          rejected(
              state,
              RejectionCode.PRECONDITION_FAILED,
              "the definition is " + tag.text() + ", not " + match.tag().text()));
    }
    return Optional.empty();
  }
}
