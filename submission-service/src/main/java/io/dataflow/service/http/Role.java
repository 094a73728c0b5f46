package io.dataflow.service.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller may do; each role includes those before it. */
public enum Role {
  /** Looks. */
  VIEWER,
  /** Starts, stops, pauses, resumes. */
  OPERATOR,
  /** Changes definitions, validates them, runs previews and connection tests. */
  EDITOR,
  /** Deletes, and talks to other instances. */
  ADMIN;

  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> of(String text) {
    return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
  }
}
