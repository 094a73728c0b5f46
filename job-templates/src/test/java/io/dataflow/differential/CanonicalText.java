package io.dataflow.differential;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.types.Row;

/**
 * A value as one text, the same for equal values of both engines: whole numbers and decimals by
 * their number, approximate numbers by their digits, maps without an order. Takes what {@link
 * ExternalValue} makes, which is what Flink SQL gives.
 */
public final class CanonicalText {
  public static final String NULL = "NULL";

  private CanonicalText() {}

  public static String of(Object value) {
    if (value == null) {
      return NULL;
    } else if (value instanceof String text) {
      return "'" + text + "'";
    } else if (value instanceof BigDecimal number) {
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    } else if (value instanceof byte[] bytes) {
      return "x'" + HexFormat.of().formatHex(bytes) + "'";
    } else if (value.getClass().isArray()) {
      return IntStream.range(0, Array.getLength(value))
          .mapToObj(i -> of(Array.get(value, i)))
          .collect(Collectors.joining(",", "[", "]"));
    } else if (value instanceof List<?> list) {
      return of(list.toArray());
    } else if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> of(entry.getKey()) + ":" + of(entry.getValue()))
          .sorted()
          .collect(Collectors.joining(",", "{", "}"));
    } else if (value instanceof Row row) {
      return IntStream.range(0, row.getArity())
          .mapToObj(i -> of(row.getField(i)))
          .collect(Collectors.joining(",", "(", ")"));
    }
    return value.toString();
  }
}
