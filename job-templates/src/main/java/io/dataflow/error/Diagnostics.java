package io.dataflow.error;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Gathers findings, so that a document's author sees all of them at once. Not thread-safe. */
public final class Diagnostics {
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

  public List<Diagnostic> all() {
    return List.copyOf(found);
  }
}
