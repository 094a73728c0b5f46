package io.dataflow.service.domain;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A definition as it is journalled. Equality of two versions is equality of {@code document}.
 *
 * @param name the definition's name, for lists
 * @param labels the definition's labels, for lists
 * @param document the caller's document, canonical JSON
 * @param resolved the document with schemas and ids filled in, JSON: what is compiled
 * @param parallelism 1 to the pipeline's max parallelism
 * @param endpoints source and sink ids with the uid of their state: a changed uid is a replaced
 *     source or sink
 * @param snapshotsKeep how many savepoints are kept; empty: all
 * @param snapshotsMaxAge how long savepoints are kept; empty: for ever
 */
public record Definition(
    String name,
    Map<String, String> labels,
    String document,
    String resolved,
    int parallelism,
    Map<String, String> endpoints,
    Optional<Integer> snapshotsKeep,
    Optional<Duration> snapshotsMaxAge) {
  public Definition {
    Objects.requireNonNull(name);
    Objects.requireNonNull(document);
    Objects.requireNonNull(resolved);
    Objects.requireNonNull(snapshotsKeep);
    Objects.requireNonNull(snapshotsMaxAge);
    labels = Map.copyOf(labels);
    endpoints = Map.copyOf(endpoints);
  }

  /** Whether a change to {@code other} changes nothing. */
  public boolean sameAs(Definition other) {
    return document.equals(other.document) && resolved.equals(other.resolved);
  }
}
