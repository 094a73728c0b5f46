package io.dataflow.schema;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * The type of a field. {@link Object#toString()} is the text format that {@link TypeParser} reads:
 * {@code DECIMAL(10,2) NOT NULL}, {@code ROW<id BIGINT, country STRING>}.
 */
public sealed interface FieldType extends Serializable {
  boolean nullable();

  FieldType withNullable(boolean nullable);

  /** The class that carries a value of this type in a row. */
  Class<?> javaClass();

  static Scalar of(ScalarKind kind) {
    return new Scalar(kind, true);
  }

  /** Whether both types are the same, nullability of the outermost level aside. */
  default boolean sameIgnoringNullability(FieldType other) {
    return withNullable(true).equals(other.withNullable(true));
  }

  private static String suffix(boolean nullable) {
    return nullable ? "" : " NOT NULL";
  }

  /** A type without parameters. */
  record Scalar(ScalarKind kind, boolean nullable) implements FieldType {
    public Scalar {
      Objects.requireNonNull(kind);
    }

    @Override
    public Scalar withNullable(boolean newNullable) {
      return new Scalar(kind, newNullable);
    }

    @Override
    public Class<?> javaClass() {
      return kind.javaClass();
    }

    @Override
    public String toString() {
      return kind.text() + suffix(nullable);
    }
  }

  /**
   * An exact number, carried as {@link BigDecimal} of exactly this scale.
   *
   * @param precision 1 to 38 digits in all
   * @param scale 0 to {@code precision} digits behind the point
   */
  record Decimal(int precision, int scale, boolean nullable) implements FieldType {
    public static final int MAX_PRECISION = 38;

    public Decimal {
      if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
        throw new IllegalArgumentException(
            "DECIMAL(p,s) needs 1 <= p <= 38 and 0 <= s <= p, not ("
                + precision
                + ","
                + scale
                + ")");
      }
    }

    @Override
    public Decimal withNullable(boolean newNullable) {
      return new Decimal(precision, scale, newNullable);
    }

    @Override
    public Class<?> javaClass() {
      return BigDecimal.class;
    }

    @Override
    public String toString() {
      return "DECIMAL(" + precision + "," + scale + ")" + suffix(nullable);
    }
  }

  /** A list of values, carried as {@code Object[]}. */
  record Array(FieldType element, boolean nullable) implements FieldType {
    public Array {
      Objects.requireNonNull(element);
    }

    @Override
    public Array withNullable(boolean newNullable) {
      return new Array(element, newNullable);
    }

    @Override
    public Class<?> javaClass() {
      return Object[].class;
    }

    @Override
    public String toString() {
      return "ARRAY<" + element + ">" + suffix(nullable);
    }
  }

  /** Keys to values, carried as {@link java.util.LinkedHashMap}. */
  record Dictionary(FieldType key, FieldType value, boolean nullable) implements FieldType {
    public Dictionary {
      Objects.requireNonNull(key);
      Objects.requireNonNull(value);
    }

    @Override
    public Dictionary withNullable(boolean newNullable) {
      return new Dictionary(key, value, newNullable);
    }

    @Override
    public Class<?> javaClass() {
      return java.util.LinkedHashMap.class;
    }

    @Override
    public String toString() {
      return "MAP<" + key + ", " + value + ">" + suffix(nullable);
    }
  }

  /** A nested record, carried as {@code Object[]} in field order. */
  record Nested(RecordSchema schema, boolean nullable) implements FieldType {
    public Nested {
      Objects.requireNonNull(schema);
    }

    @Override
    public Nested withNullable(boolean newNullable) {
      return new Nested(schema, newNullable);
    }

    @Override
    public Class<?> javaClass() {
      return Object[].class;
    }

    @Override
    public String toString() {
      return "ROW<" + schema + ">" + suffix(nullable);
    }
  }
}
