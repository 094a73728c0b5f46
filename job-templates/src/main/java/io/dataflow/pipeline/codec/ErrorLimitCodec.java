package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.error.ErrorCode;
import io.dataflow.pipeline.ErrorLimit;
import java.util.Optional;

/** The member {@code errorLimit} of the settings. */
final class ErrorLimitCodec {
  private ErrorLimitCodec() {}

  static Optional<ErrorLimit> read(ObjectCursor cursor) {
    int most = Integer.MAX_VALUE;
    Optional<Integer> count = cursor.integer("count", 0, most);
    Optional<Double> ratio = ratio(cursor);
    Optional<Integer> minRecords = cursor.integer("minRecords", 1, most);
    if (!cursor.hasAny("count", "ratio")) {
      cursor
          .diagnostics()
          .error(
              ErrorCode.MISSING_VALUE,
              cursor.pointer(),
              "an error limit needs a 'count' or a 'ratio'",
              "write {\"count\": 1000} or {\"ratio\": 0.05}");
    } else if (cursor.has("minRecords") && !cursor.has("ratio")) {
      cursor
          .diagnostics()
          .error(
              ErrorCode.CONFLICTING_VALUES,
              cursor.pointer("minRecords"),
              "'minRecords' says from when on the 'ratio' counts, and there is none");
    }
    cursor.close();
    return count.isEmpty() && ratio.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ErrorLimit(
                count.map(Integer::longValue).orElse(ErrorLimit.ANY_COUNT),
                ratio.orElse(ErrorLimit.ANY_RATIO),
                minRecords.map(Integer::longValue).orElse(ErrorLimit.DEFAULT_MIN_RECORDS)));
  }

  private static Optional<Double> ratio(ObjectCursor cursor) {
    Optional<JsonNode> written = cursor.raw("ratio");
    Optional<Double> ratio =
        written
            .filter(JsonNode::isNumber)
            .map(JsonNode::doubleValue)
            .filter(value -> value >= 0 && value < 1)
            .filter(value -> value > 0 || written.get().decimalValue().signum() == 0);
    if (written.isPresent() && ratio.isEmpty()) {
      cursor
          .diagnostics()
          .error(
              ErrorCode.INVALID_VALUE,
              cursor.pointer("ratio"),
              "'ratio' must be a number from 0 to less than 1, not " + written.get(),
              "write 0.05 for one record in twenty");
    }
    return ratio;
  }

  static ObjectNode write(ErrorLimit limit) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (limit.count() != ErrorLimit.ANY_COUNT) {
      node.put("count", limit.count());
    }
    if (limit.ratio() != ErrorLimit.ANY_RATIO) {
      node.put("ratio", limit.ratio());
      node.put("minRecords", limit.minRecords());
    }
    return node;
  }
}
