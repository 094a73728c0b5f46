package io.dataflow.plan;

import io.dataflow.error.Diagnostics;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.NearestName;
import java.util.Map;
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

  String resolve(String text, String pointer) {
    Matcher matcher = REFERENCE.matcher(text);
    return matcher.replaceAll(
        reference -> {
          String value = values.get(reference.group(1));
          if (value == null) {
            unknown(reference.group(1), pointer);
            return Matcher.quoteReplacement(reference.group());
          }
          return Matcher.quoteReplacement(value);
        });
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
