package io.dataflow.pipeline.codec;

import io.dataflow.error.ErrorCode;
import io.dataflow.pipeline.TransformConfig;
import java.util.Optional;

/** The config of a filter step: an expression, or the seed's field and value. */
final class FilterReader {
  private FilterReader() {}

  static Optional<TransformConfig> read(ObjectCursor config) {
    if (!config.has("expression")) {
      return LegacyFilter.read(config);
    }
    if (config.hasAny("field", "value", "operator")) {
      config
          .diagnostics()
          .error(
              ErrorCode.CONFLICTING_VALUES,
              config.pointer(),
              "a filter has either 'expression' or 'field' and 'value'");
      return Optional.empty();
    }
    return config.text("expression").map(TransformConfig.Filter::new);
  }
}
