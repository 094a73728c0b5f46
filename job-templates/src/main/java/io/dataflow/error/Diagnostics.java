package io.dataflow.error;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Gathers findings, so that a document's author sees all of them at once. Not thread-safe. */
public final class Diagnostics {
  /** More than anybody reads: a document can have tens of thousands of errors. */
  private static final int MOST_SHOWN = 200;

  private final List<Diagnostic> found = new ArrayList<>();

  public void add(Diagnostic diagnostic) {
    found.add(diagnostic);
  }

  public void addAll(Collection<Diagnostic> diagnostics) {
    found.addAll(diagnostics);
  }

  public void error(ErrorCode code, String pointer, String message) {
    add(Diagnostic.error(code, pointer, message));
  }

  public void error(ErrorCode code, String pointer, String message, String hint) {
    add(Diagnostic.error(code, pointer, message).withHint(hint));
  }

  public void warning(ErrorCode code, String pointer, String message, String hint) {
    add(Diagnostic.warning(code, pointer, message).withHint(hint));
  }

  public boolean hasErrors() {
    return found.stream().anyMatch(Diagnostic::isError);
  }

  /**
   * For people: all findings, or, of more than 200, that many, errors before all else, and a last
   * one that says how many more there are.
   */
  public List<Diagnostic> shown() {
    if (found.size() <= MOST_SHOWN + 1) {
      return all();
    }
    List<Diagnostic> sorted =
        found.stream().sorted(Comparator.comparing(Diagnostic::severity)).toList();
    List<Diagnostic> shown = new ArrayList<>(sorted.subList(0, MOST_SHOWN));
    Diagnostic next = sorted.get(MOST_SHOWN);
    shown.add(
        new Diagnostic(
            next.code(),
            next.severity(),
            next.pointer(),
            next.location(),
            Optional.empty(),
            "there are " + (found.size() - MOST_SHOWN) + " more findings, from here on",
            Optional.of("mend those before first")));
    return List.copyOf(shown);
  }

  public List<Diagnostic> all() {
    return List.copyOf(found);
  }
}
