package io.dataflow.expression;

import io.dataflow.function.AggregateKind;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.ScalarKind;
import java.util.List;
import java.util.Optional;

/**
 * What an aggregate function takes and gives. A sum is wide enough for sums that people meet:
 * BIGINT of whole numbers, 38 digits of DECIMAL. A mean of whole numbers is no whole number, so it
 * is a DOUBLE (SQL leaves that open; Flink SQL truncates it to the argument's type).
 */
final class AggregateTypes {
  private static final int MEAN_SCALE = 6;

  private AggregateTypes() {}

  /** Why the argument at an index does not fit; empty: it does. */
  static Optional<String> refuse(AggregateKind kind, boolean distinct, int index, FieldType type) {
    boolean ordering = index == 1 && kind != AggregateKind.PERCENTILE;
    if (ordering || kind == AggregateKind.MIN || kind == AggregateKind.MAX) {
      return isComparable(type) ? Optional.empty() : Optional.of("a value that has an order");
    }
    if (distinct || kind == AggregateKind.APPROX_DISTINCT) {
      if (!isComparable(type)) {
        return Optional.of("a value that can be compared");
      }
    }
    return switch (kind) {
      case SUM, AVG, STDDEV, STDDEV_POP, VARIANCE, VAR_POP, PERCENTILE ->
          isNumber(type) ? Optional.empty() : Optional.of("a number");
      default -> Optional.empty();
    };
  }

  /**
   * @param sparse whether there may be no value although there is a record
   */
  static FieldType result(AggregateKind kind, List<FieldType> arguments, boolean sparse) {
    return switch (kind) {
      case COUNT, APPROX_DISTINCT -> FieldType.of(ScalarKind.BIGINT).withNullable(false);
      case SUM -> sum(arguments.get(0)).withNullable(sparse);
      case AVG -> mean(arguments.get(0)).withNullable(sparse);
      case MIN, MAX, FIRST, LAST -> arguments.get(0).withNullable(sparse);
      case COLLECT -> new FieldType.Array(arguments.get(0).withNullable(false), false);
      case STDDEV, VARIANCE -> FieldType.of(ScalarKind.DOUBLE);
      case STDDEV_POP, VAR_POP, PERCENTILE -> FieldType.of(ScalarKind.DOUBLE).withNullable(sparse);
      case MIN_BY, MAX_BY -> arguments.get(0).withNullable(sparse || arguments.get(0).nullable());
    };
  }

  private static FieldType sum(FieldType argument) {
    if (argument instanceof FieldType.Decimal decimal) {
      return new FieldType.Decimal(FieldType.Decimal.MAX_PRECISION, decimal.scale(), true);
    }
    return FieldType.of(isApproximate(argument) ? ScalarKind.DOUBLE : ScalarKind.BIGINT);
  }

  private static FieldType mean(FieldType argument) {
    return argument instanceof FieldType.Decimal decimal
        ? new FieldType.Decimal(
            FieldType.Decimal.MAX_PRECISION, Math.max(MEAN_SCALE, decimal.scale()), true)
        : FieldType.of(ScalarKind.DOUBLE);
  }

  private static boolean isNumber(FieldType type) {
    return type instanceof FieldType.Decimal
        || (type instanceof FieldType.Scalar scalar
            && switch (scalar.kind()) {
              case TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE -> true;
              default -> false;
            });
  }

  private static boolean isApproximate(FieldType type) {
    return type instanceof FieldType.Scalar scalar
        && (scalar.kind() == ScalarKind.FLOAT || scalar.kind() == ScalarKind.DOUBLE);
  }

  private static boolean isComparable(FieldType type) {
    return type instanceof FieldType.Decimal
        || (type instanceof FieldType.Scalar scalar && scalar.kind() != ScalarKind.BYTES);
  }
}
