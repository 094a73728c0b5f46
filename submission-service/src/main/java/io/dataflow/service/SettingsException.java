package io.dataflow.service;

import java.util.List;

/** The settings are wrong; says all that is. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SettingsException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }

  SettingsException(String problem) {
    super(problem);
  }
}
