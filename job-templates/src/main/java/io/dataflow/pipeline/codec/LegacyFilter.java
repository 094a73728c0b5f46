package io.dataflow.pipeline.codec;

import io.dataflow.error.ErrorCode;
import io.dataflow.error.NearestName;
import io.dataflow.pipeline.TransformConfig;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The seed's filter by {@code field} and {@code value}, with the operators of its expressions. */
final class LegacyFilter {
  private static final Map<String, String> OPERATORS =
      new TreeMap<>(
          Map.of(
              "==", "=", "=", "=", "!=", "<>", "<>", "<>", "<", "<", "<=", "<=", ">", ">", ">=",
              ">="));

  private LegacyFilter() {}

  static Optional<TransformConfig> read(ObjectCursor config) {
    if (!config.has("field")) {
      config
          .diagnostics()
          .error(
              ErrorCode.MISSING_VALUE,
              config.pointer(),
              "a filter needs an 'expression'",
              "write {\"expression\": \"status = 'active'\"}, or 'field' and 'value'");
      return Optional.empty();
    }
    Optional<String> field = config.text("field");
    if (field.filter(String::isBlank).isPresent()) {
      config
          .diagnostics()
          .error(
              ErrorCode.INVALID_VALUE,
              config.pointer("field"),
              "'field' cannot be empty",
              "name a field of the input");
      field = Optional.empty();
    }
    Optional<String> value = config.scalar("value");
    if (!config.has("value")) {
      config.missing("value");
    }
    String written = config.text("operator").orElse("==");
    String operator = OPERATORS.get(written);
    if (operator == null) {
      config
          .diagnostics()
          .error(
              ErrorCode.INVALID_VALUE,
              config.pointer("operator"),
              "'" + written + "' is no comparison",
              NearestName.hint(written, OPERATORS.keySet()));
      return Optional.empty();
    }
    return field.flatMap(
        name -> value.map(text -> new TransformConfig.FieldFilter(name, operator, text)));
  }
}
