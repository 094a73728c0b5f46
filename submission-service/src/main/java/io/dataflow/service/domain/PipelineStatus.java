package io.dataflow.service.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What users see: the desired state and the observed one in a word. */
public enum PipelineStatus {
  CONFIGURED(true),
  STARTING(false),
  RUNNING(false),
  RECOVERING(false),
  /** Cannot go on by itself right now; {@link Waiting} says what for. */
  WAITING(false),
  PAUSING(false),
  PAUSED(true),
  STOPPING(false),
  STOPPED(true),
  COMPLETED(true),
  FAILED(true),
  DELETED(true);

  private final boolean atRest;

  PipelineStatus(boolean atRest) {
    this.atRest = atRest;
  }

  /** Nothing is left to be done until the next command. */
  public boolean atRest() {
    return atRest;
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<PipelineStatus> of(String text) {
    return Arrays.stream(values()).filter(status -> status.text().equals(text)).findFirst();
  }
}
