package io.dataflow.benchmark.nexmark.handwritten;

import java.math.BigDecimal;

/** Prices in the other currency. */
final class Currency {
  private static final int SCALE = 3;

  private Currency() {}

  /** 0.908 of a price, exactly. */
  static BigDecimal convert(long price) {
    return BigDecimal.valueOf(price * 908, SCALE);
  }
}
