package io.dataflow.pipeline.codec;

import io.dataflow.pipeline.ErrorPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The seed's {@code errorHandling} inside a transform's config. */
final class LegacyErrorHandling {
  private static final Map<String, ErrorPolicy> SPELLINGS =
      Map.of(
          "skip", ErrorPolicy.SKIP,
          "fail", ErrorPolicy.FAIL,
          "deadletter", ErrorPolicy.DEAD_LETTER);

  private LegacyErrorHandling() {}

  static Optional<ErrorPolicy> read(ObjectCursor config) {
    return EndpointReader.choice(
        config,
        "errorHandling",
        text -> Optional.ofNullable(SPELLINGS.get(text)),
        List.copyOf(SPELLINGS.keySet()));
  }
}
