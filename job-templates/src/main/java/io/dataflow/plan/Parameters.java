package io.dataflow.plan;

import io.dataflow.error.Diagnostics;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.NearestName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the values of <code>${param:NAME}</code> in their places. Values are not read again. */
final class Parameters {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{param:([^}]*)}");

  private final Map<String, String> values;
  private final Diagnostics diagnostics;

  Parameters(Map<String, String> values, Diagnostics diagnostics) {
    this.values = values;
    this.diagnostics = diagnostics;
  }

  /**
   * The text with the values in their places, or nothing where a diagnostic says which is unknown.
   */
  Optional<String> resolve(String text, String pointer) {
    List<String> unknown =
        REFERENCE
            .matcher(text)
            .results()
            .map(reference -> reference.group(1))
            .filter(name -> !values.containsKey(name))
            .toList();
    unknown.forEach(name -> unknown(name, pointer));
    return unknown.isEmpty()
        ? Optional.of(
            REFERENCE
                .matcher(text)
                .replaceAll(reference -> Matcher.quoteReplacement(values.get(reference.group(1)))))
        : Optional.empty();
  }

  private void unknown(String name, String pointer) {
    diagnostics.error(
        ErrorCode.UNKNOWN_PARAMETER,
        pointer,
        "unknown parameter '" + name + "'",
        values.isEmpty()
            ? "this installation defines no parameters; see dataflow.parameters in its settings"
            : NearestName.hint(name, new TreeSet<>(values.keySet())));
  }
}
