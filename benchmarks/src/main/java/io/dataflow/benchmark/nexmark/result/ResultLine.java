package io.dataflow.benchmark.nexmark.result;

import java.math.BigDecimal;

/**
 * A row as canonical text: values separated by {@code |}, times as milliseconds, decimals without
 * zeros at their end, null as {@code \N}.
 */
public final class ResultLine {
  static final char SEPARATOR = '|';
  private static final String NULL = "\\N";

  private final StringBuilder text = new StringBuilder(256);

  public ResultLine add(long value) {
    separate().append(value);
    return this;
  }

  public ResultLine add(String value) {
    separate().append(value == null ? NULL : value);
    return this;
  }

  public ResultLine add(BigDecimal value) {
    return add(value == null ? null : plain(value));
  }

  public ResultLine addNull() {
    return add((String) null);
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private StringBuilder separate() {
    return text.length() == 0 ? text : text.append(SEPARATOR);
  }

  public void clear() {
    text.setLength(0);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
