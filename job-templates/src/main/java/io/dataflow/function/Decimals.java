package io.dataflow.function;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Values of DECIMAL(p,s): always of exactly scale s, never of more than p digits. */
public final class Decimals {
  private Decimals() {}

  /** Rounds half up to the scale; too many digits before the point are a data error. */
  public static BigDecimal fit(BigDecimal value, int precision, int scale) {
    BigDecimal fitted =
        value.scale() == scale ? value : value.setScale(scale, RoundingMode.HALF_UP);
    if (fitted.precision() > precision) {
      throw Arithmetic.overflow("DECIMAL(" + precision + "," + scale + ")");
    }
    return fitted;
  }

  public static BigDecimal of(long value, int precision, int scale) {
    return fit(BigDecimal.valueOf(value), precision, scale);
  }

  /** The shortest decimal that reads back as the same number, rounded half up. */
  public static BigDecimal of(double value, int precision, int scale) {
    return fit(exact(value, precision, scale), precision, scale);
  }

  public static BigDecimal of(float value, int precision, int scale) {
    exact(value, precision, scale);
    return fit(new BigDecimal(Float.toString(value)), precision, scale);
  }

  private static BigDecimal exact(double value, int precision, int scale) {
    if (!Double.isFinite(value)) {
      throw Arithmetic.overflow("DECIMAL(" + precision + "," + scale + ")");
    }
    return BigDecimal.valueOf(value);
  }
}
