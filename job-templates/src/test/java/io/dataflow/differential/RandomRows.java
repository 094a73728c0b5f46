package io.dataflow.differential;

import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Rows by seed, full of what breaks things: NULL, empty texts, characters beyond 16 bits, the ends
 * of number types, days at the ends of time and hours that clocks skip. Values are also drawn from
 * a few, so that two fields are often equal.
 */
public final class RandomRows {
  private static final long DAY = 86_400_000L;
  private static final long CENTURY = 36_500 * DAY;

  /** How the names of times begin that lie between 1970 and 2069. */
  private static final String LATER = "later";

  private static final int FIRST_DAY = day("0001-01-01");
  private static final int LAST_DAY = day("9999-12-31");

  private static final int[] DAYS = {
    0,
    -1,
    FIRST_DAY,
    LAST_DAY,
    day("1582-10-04"),
    day("1582-10-15"),
    day("1900-02-28"),
    day("2000-02-29"),
    day("2024-02-29"),
    day("2024-12-30"),
    day("2027-01-03")
  };

  /** Where clocks in Berlin and New York skip or repeat an hour, and the second before 1970. */
  private static final long[] MOMENTS = {
    millis("2024-03-31", 3_600_000 - 1),
    millis("2024-03-31", 3_600_000),
    millis("2024-03-31", 9_000_000),
    millis("2024-10-27", 5_400_000),
    millis("2024-10-27", 9_000_000),
    millis("2024-03-10", 9_000_000),
    millis("2024-11-03", 5_400_000),
    millis("1969-12-31", DAY - 1),
    millis("2024-02-29", DAY - 1),
    0
  };

  private final TextPools texts;
  private final Random random;

  public RandomRows(long seed, TextPools texts) {
    this.random = new Random(seed);
    this.texts = texts;
  }

  /** A field's name says which texts it has, see {@link TextPools}. */
  public List<Object[]> rows(RecordSchema schema, int count) {
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row(schema));
    }
    return rows;
  }

  /**
   * Lets rows happen one behind the other, half a second apart on average.
   *
   * @param position of the field that says when
   * @param since when the first one does
   * @param mostLate by how many milliseconds a row comes later than one that happened behind it
   */
  public void inTime(List<Object[]> rows, int position, Instant since, int mostLate) {
    long now = since.toEpochMilli();
    for (Object[] row : rows) {
      // Seldom a pause, which ends sessions
      now += random.nextInt(20) == 0 ? random.nextInt(30_000) : random.nextInt(1_000);
      row[position] = now - random.nextInt(mostLate);
    }
  }

  private Object[] row(RecordSchema schema) {
    return schema.fields().stream()
        .map((Field field) -> value(field.name(), field.type()))
        .toArray();
  }

  private Object value(String name, FieldType type) {
    if (type.nullable() && random.nextInt(8) == 0) {
      return null;
    } else if (type instanceof FieldType.Decimal decimal) {
      return decimal(decimal);
    } else if (type instanceof FieldType.Array array) {
      Object[] elements = new Object[random.nextInt(5)];
      for (int i = 0; i < elements.length; i++) {
        elements[i] = value("few", array.element());
      }
      return elements;
    } else if (type instanceof FieldType.Dictionary dictionary) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        entries.put(
            value("few", dictionary.key().withNullable(false)), value("few", dictionary.value()));
      }
      return entries;
    } else if (type instanceof FieldType.Nested nested) {
      return row(nested.schema());
    }
    return switch (((FieldType.Scalar) type).kind()) {
      case STRING -> texts.draw(name, random);
      case BOOLEAN -> random.nextBoolean();
      case TINYINT -> (byte) whole(Byte.MIN_VALUE, Byte.MAX_VALUE);
      case SMALLINT -> (short) whole(Short.MIN_VALUE, Short.MAX_VALUE);
      case INT -> (int) whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT -> whole(Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT -> (float) approximate(Float.MAX_VALUE, Float.MIN_VALUE);
      case DOUBLE -> approximate(Double.MAX_VALUE, Double.MIN_VALUE);
      case DATE -> day();
      case TIME -> random.nextInt(4) == 0 ? 0 : random.nextInt(86_400) * 1_000;
      case TIMESTAMP, TIMESTAMP_LTZ ->
          name.startsWith(LATER) ? Math.floorMod(moment(), CENTURY) : moment();
      case BYTES -> texts.draw("few", random).getBytes(StandardCharsets.UTF_8);
    };
  }

  private long whole(long least, long greatest) {
    return switch (random.nextInt(8)) {
      case 0 -> least;
      case 1 -> greatest;
      case 2, 3 -> random.nextInt(5) - 2;
      case 4, 5 -> Math.max(least, Math.min(greatest, random.nextInt(2_001) - 1_000));
      default -> random.nextLong() >> (Long.SIZE - Long.bitCount(greatest) - 1);
    };
  }

  private double approximate(double greatest, double least) {
    return switch (random.nextInt(10)) {
      case 0 -> greatest;
      case 1 -> random.nextBoolean() ? -greatest : least;
      case 2, 3 -> random.nextInt(5) - 2;
      case 4, 5 -> (random.nextInt(2_001) - 1_000) / 8.0;
      case 6 -> (random.nextInt(200_001) - 100_000) / 1_000.0;
      case 7 -> random.nextGaussian() * 1e12;
      default -> random.nextGaussian();
    };
  }

  private BigDecimal decimal(FieldType.Decimal type) {
    BigInteger greatest = BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
    BigInteger unscaled =
        switch (random.nextInt(8)) {
          case 0 -> greatest;
          case 1 -> greatest.negate();
          case 2 -> BigInteger.valueOf(random.nextInt(3) - 1);
          case 3, 4 ->
              BigInteger.valueOf(random.nextInt(7) - 3)
                  .multiply(BigInteger.TEN.pow(type.scale()))
                  .mod(greatest);
          default -> {
            BigInteger some = new BigInteger(1 + random.nextInt(greatest.bitLength() - 1), random);
            yield random.nextBoolean() ? some : some.negate();
          }
        };
    return new BigDecimal(unscaled, type.scale());
  }

  private int day() {
    return switch (random.nextInt(6)) {
      case 0, 1 -> DAYS[random.nextInt(DAYS.length)];
      case 2 -> FIRST_DAY + random.nextInt(LAST_DAY - FIRST_DAY);
      default -> day("1970-01-01") + random.nextInt(25_000);
    };
  }

  private long moment() {
    return switch (random.nextInt(4)) {
      case 0 -> MOMENTS[random.nextInt(MOMENTS.length)];
      case 1 -> day() * DAY;
      default -> day() * DAY + random.nextInt((int) DAY);
    };
  }

  private static int day(String text) {
    return Math.toIntExact(LocalDate.parse(text).toEpochDay());
  }

  private static long millis(String day, long ofDay) {
    return day(day) * DAY + ofDay;
  }
}
