package io.dataflow.pipeline.codec;

import io.dataflow.error.Diagnostic;
import io.dataflow.error.Location;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the members and elements of a document stand in its text. */
public final class DocumentLocations {
  private final Map<String, Location> values = new HashMap<>();

  void put(String pointer, Location location) {
    values.put(pointer, location);
  }

  /** The place of what the pointer names, or of the nearest thing around it that exists. */
  public Optional<Location> find(String pointer) {
    String at = pointer;
    while (!values.containsKey(at)) {
      if (at.isEmpty()) {
        return Optional.empty();
      }
      at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
    }
    return Optional.of(values.get(at));
  }

  /** The diagnostics with the places of their pointers filled in. */
  public List<Diagnostic> locate(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .map(
            diagnostic ->
                diagnostic.location().isPresent()
                    ? diagnostic
                    : find(diagnostic.pointer()).map(diagnostic::withLocation).orElse(diagnostic))
        .toList();
  }
}
