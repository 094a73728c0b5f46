package io.dataflow.expression;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;

/** What Calcite's validator says, in the words of our types. */
record ValidatorMessage(String text, Optional<String> hint) {
  private static final Pattern PLACEHOLDER = Pattern.compile("`[fst]\\d+`");
  private static final Pattern SHIFT = Pattern.compile("Cannot apply [+-] to .*<(DATE|TIME)");

  static ValidatorMessage of(CalciteContextException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    String message = String.valueOf(cause.getMessage());
    int forms = message.indexOf(" Supported form(s):");
    String text = ours(forms < 0 ? message : message.substring(0, forms));
    return new ValidatorMessage(text, Optional.of(hint(text)));
  }

  private static String hint(String text) {
    if (SHIFT.matcher(text).find()) {
      return text.contains(" - to")
          ? "TIMESTAMPDIFF(unit, from, to) gives the time between two, INTERVAL '5' MINUTE is subtracted"
          : "write for example time + INTERVAL '5' MINUTE";
    }
    return text.contains("STRING") || text.contains("same type")
        ? "CAST one side, so that both have the same type"
        : "the function reference lists what each operator takes";
  }

  private static String ours(String message) {
    String types =
        message
            .replaceAll("\\(2147483647\\)", "")
            .replace("Expected a boolean type", "the condition must be BOOLEAN")
            .replace("VARCHAR", "STRING")
            .replace("VARBINARY", "BYTES")
            .replace("INTEGER", "INT")
            .replace("REAL", "FLOAT")
            .replace("TIMESTAMP_WITH_LOCAL_TIME_ZONE", "TIMESTAMP_LTZ")
            .replace("'", "")
            .strip();
    return PLACEHOLDER.matcher(types).replaceAll("the operand");
  }
}
