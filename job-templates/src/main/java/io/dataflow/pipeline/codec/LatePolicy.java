package io.dataflow.pipeline.codec;

import io.dataflow.pipeline.ErrorPolicy;
import java.util.List;
import java.util.Optional;

/** {@code onLate}: what becomes of records whose time is over. */
final class LatePolicy {
  private static final List<ErrorPolicy> POLICIES =
      List.of(ErrorPolicy.DEAD_LETTER, ErrorPolicy.SKIP, ErrorPolicy.FAIL);

  private LatePolicy() {}

  static Optional<ErrorPolicy> read(ObjectCursor config) {
    return EndpointReader.choice(
        config,
        "onLate",
        text -> ErrorPolicy.of(text).filter(POLICIES::contains),
        POLICIES.stream().map(ErrorPolicy::text).toList());
  }
}
