package io.dataflow.connector.core.test;

import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.SplittableRandom;

/**
 * Values of any type: small numbers, short words, times near the record's; one value in ten of a
 * nullable field is NULL. A BIGINT, INT or STRING field called {@code id} counts the records.
 */
final class RandomValues {
  private static final double NULL_SHARE = 0.1;
  private static final int MOST_ELEMENTS = 4;
  private static final int MILLIS_PER_DAY = 86_400_000;

  private RandomValues() {}

  static Object[] of(RecordSchema schema, long index, SplittableRandom random, long now) {
    Object[] values = new Object[schema.size()];
    for (int i = 0; i < values.length; i++) {
      Field field = schema.fields().get(i);
      Object number = field.name().equals("id") ? number(field.type(), index + 1) : null;
      values[i] = number == null ? value(field.type(), random, now) : number;
    }
    return values;
  }

  private static Object number(FieldType type, long number) {
    if (!(type instanceof FieldType.Scalar scalar)) {
      return null;
    }
    return switch (scalar.kind()) {
      case BIGINT -> (Object) number;
      case INT -> (Object) (int) number;
      case STRING -> Long.toString(number);
      default -> null;
    };
  }

  private static Object value(FieldType type, SplittableRandom random, long now) {
    if (type.nullable() && random.nextDouble() < NULL_SHARE) {
      return null;
    }
    if (type instanceof FieldType.Scalar scalar) {
      return scalar(scalar.kind(), random, now);
    }
    if (type instanceof FieldType.Decimal decimal) {
      // Up to 9 digits, as many as the type has at most.
      long bound = (long) Math.pow(10, Math.min(decimal.precision(), 9));
      return new BigDecimal(BigInteger.valueOf(random.nextLong(bound)), decimal.scale());
    }
    if (type instanceof FieldType.Nested nested) {
      Object[] values = new Object[nested.schema().size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = value(nested.schema().fields().get(i).type(), random, now);
      }
      return values;
    }
    int count = random.nextInt(MOST_ELEMENTS);
    if (type instanceof FieldType.Array array) {
      Object[] values = new Object[count];
      for (int i = 0; i < count; i++) {
        values[i] = value(array.element(), random, now);
      }
      return values;
    }
    FieldType.Dictionary dictionary = (FieldType.Dictionary) type;
    LinkedHashMap<Object, Object> entries = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      entries.put(
          value(dictionary.key().withNullable(false), random, now),
          value(dictionary.value(), random, now));
    }
    return entries;
  }

  private static Object scalar(ScalarKind kind, SplittableRandom random, long now) {
    return switch (kind) {
      case STRING -> word(random);
      case BOOLEAN -> random.nextInt(2) == 1;
      case TINYINT -> (byte) random.nextInt(100);
      case SMALLINT -> (short) random.nextInt(1000);
      case INT -> random.nextInt(1000);
      case BIGINT -> random.nextLong(1_000_000);
      case FLOAT -> random.nextInt(10_000) / 100f;
      case DOUBLE -> random.nextInt(100_000) / 100d;
      case DATE -> (int) Math.floorDiv(now, MILLIS_PER_DAY);
      case TIME -> (int) Math.floorMod(now, (long) MILLIS_PER_DAY);
      case TIMESTAMP, TIMESTAMP_LTZ -> now;
      case BYTES -> word(random).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    };
  }

  private static String word(SplittableRandom random) {
    char[] letters = new char[random.nextInt(3, 9)];
    for (int i = 0; i < letters.length; i++) {
      letters[i] = (char) ('a' + random.nextInt(26));
    }
    return new String(letters);
  }
}
