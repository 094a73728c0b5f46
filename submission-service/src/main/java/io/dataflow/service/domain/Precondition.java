package io.dataflow.service.domain;

/** What the caller believes to be there: {@code If-Match} and {@code If-None-Match}. */
public sealed interface Precondition {
  /** Nothing was said. */
  record None() implements Precondition {}

  /** {@code If-Match: *}: whatever is there. */
  record Any() implements Precondition {}

  /** {@code If-None-Match: *}: nothing may be there. */
  record Absent() implements Precondition {}

  /** {@code If-Match: "2.7"}. */
  record Match(VersionTag tag) implements Precondition {}
}
