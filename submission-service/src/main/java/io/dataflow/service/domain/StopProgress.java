package io.dataflow.service.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The stop in flight.
 *
 * @param requestEventId the event that asked for it
 * @param savepoint whether it goes through a savepoint
 * @param failedTriggers how many triggers reported a failure
 * @param lastFailure when and why the last one did
 * @param triggerId the trigger whose outcome is open
 * @param directory that trigger's own directory
 */
public record StopProgress(
    UUID requestEventId,
    Instant requestedAt,
    StopMode mode,
    boolean savepoint,
    boolean drain,
    String reason,
    int failedTriggers,
    Optional<Instant> lastFailure,
    Optional<String> triggerId,
    Optional<String> directory) {

  /** The same stop, with what was asked for now; a trigger in flight is finished first. */
  StopProgress changed(PipelineEvent.StopRequested request) {
    return new StopProgress(
        requestEventId,
        requestedAt,
        request.mode(),
        request.savepoint(),
        request.drain(),
        request.reason(),
        failedTriggers,
        lastFailure,
        triggerId,
        directory);
  }

  StopProgress triggered(String newTriggerId, String newDirectory) {
    return new StopProgress(
        requestEventId,
        requestedAt,
        mode,
        savepoint,
        drain,
        reason,
        failedTriggers,
        lastFailure,
        Optional.of(newTriggerId),
        Optional.of(newDirectory));
  }

  StopProgress triggerFailed(Instant time) {
    return new StopProgress(
        requestEventId,
        requestedAt,
        mode,
        savepoint,
        drain,
        reason,
        failedTriggers + 1,
        Optional.of(time),
        Optional.empty(),
        Optional.empty());
  }

  StopProgress withoutSavepoint() {
    return new StopProgress(
        requestEventId,
        requestedAt,
        mode,
        false,
        drain,
        reason,
        failedTriggers,
        lastFailure,
        Optional.empty(),
        Optional.empty());
  }
}
