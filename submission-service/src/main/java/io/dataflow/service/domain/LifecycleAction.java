package io.dataflow.service.domain;

import java.util.Locale;

/** What a user may ask of a pipeline's life. */
public enum LifecycleAction {
  START,
  STOP,
  PAUSE,
  RESUME,
  RESTART,
  RESET,
  DELETE;

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
