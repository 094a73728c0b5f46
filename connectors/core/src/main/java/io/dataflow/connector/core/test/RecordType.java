package io.dataflow.connector.core.test;

import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/** The seed's kinds of records, with types. */
enum RecordType {
  USER_EVENT {
    @Override
    RecordSchema schema() {
      return record(
          string("event_type"),
          string("user_id"),
          timestamp(),
          string("session_id"),
          string("ip_address"),
          string("user_agent"));
    }

    @Override
    Object[] values(long index, SplittableRandom random, long now) {
      return new Object[] {
        EVENTS.get(random.nextInt(EVENTS.size())),
        "user-" + random.nextInt(1, 1001),
        now,
        "session-" + random.nextInt(1, 10_001),
        "192.168." + random.nextInt(256) + "." + random.nextInt(1, 255),
        AGENTS.get(random.nextInt(AGENTS.size()))
      };
    }
  },
  ORDER {
    @Override
    RecordSchema schema() {
      return record(
          string("order_id"),
          string("user_id"),
          string("product"),
          required("quantity", FieldType.of(ScalarKind.INT)),
          required("price", MONEY),
          required("total", MONEY),
          timestamp());
    }

    @Override
    Object[] values(long index, SplittableRandom random, long now) {
      int quantity = random.nextInt(1, 11);
      BigDecimal price = BigDecimal.valueOf(random.nextLong(100, 100_000), 2);
      return new Object[] {
        "order-" + (index + 1),
        "user-" + random.nextInt(1, 1001),
        PRODUCTS.get(random.nextInt(PRODUCTS.size())),
        quantity,
        price,
        price.multiply(BigDecimal.valueOf(quantity)),
        now
      };
    }
  },
  SENSOR {
    @Override
    RecordSchema schema() {
      return record(
          string("sensor_id"),
          required("temperature", FieldType.of(ScalarKind.DOUBLE)),
          required("humidity", FieldType.of(ScalarKind.DOUBLE)),
          timestamp());
    }

    @Override
    Object[] values(long index, SplittableRandom random, long now) {
      return new Object[] {
        "sensor-" + random.nextInt(1, 101),
        random.nextInt(-100, 401) / 10.0,
        random.nextInt(0, 1001) / 10.0,
        now
      };
    }
  },
  GENERIC {
    @Override
    RecordSchema schema() {
      return record(string("field1"), string("field2"), timestamp());
    }

    @Override
    Object[] values(long index, SplittableRandom random, long now) {
      return new Object[] {"value-" + (index + 1), "value-" + random.nextInt(1000), now};
    }
  };

  private static final FieldType MONEY = new FieldType.Decimal(12, 2, true);
  private static final List<String> EVENTS =
      List.of("page_view", "click", "login", "logout", "purchase", "search");
  private static final List<String> PRODUCTS =
      List.of("laptop", "phone", "tablet", "monitor", "keyboard", "mouse", "headphones");
  private static final List<String> AGENTS =
      List.of(
          "Mozilla/5.0 (X11; Linux)", "Mozilla/5.0 (Macintosh)", "Mozilla/5.0 (Windows NT 10.0)");

  abstract RecordSchema schema();

  /**
   * The values of a record.
   *
   * @param index the record's number, from 0
   * @param now in milliseconds since the epoch
   */
  abstract Object[] values(long index, SplittableRandom random, long now);

  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> texts() {
    return Arrays.stream(values()).map(RecordType::text).toList();
  }

  static Optional<RecordType> of(String text) {
    return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
  }

  private static RecordSchema record(Field... fields) {
    return new RecordSchema(List.of(fields));
  }

  private static Field string(String name) {
    return required(name, FieldType.of(ScalarKind.STRING));
  }

  private static Field timestamp() {
    return required("timestamp", FieldType.of(ScalarKind.TIMESTAMP_LTZ));
  }

  private static Field required(String name, FieldType type) {
    return new Field(name, type.withNullable(false));
  }
}
