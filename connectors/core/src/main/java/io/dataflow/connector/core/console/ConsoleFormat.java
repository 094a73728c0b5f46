package io.dataflow.connector.core.console;

import io.dataflow.connector.RowEncoder;
import io.dataflow.runtime.format.CsvDialect;
import io.dataflow.runtime.format.JsonEncoder;
import io.dataflow.runtime.format.RecordFormat;
import io.dataflow.schema.RecordSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a record looks on the console. */
enum ConsoleFormat {
  /** A JSON object over several lines. */
  PRETTY,
  /** A JSON object in one line. */
  JSON,
  /** The values alone, as in csv. */
  COMPACT,
  /** The values in columns of a fixed width, cut where they are longer. */
  TABLE,
  /** {@code name=value}, separated by blanks. */
  KEYVALUE;

  RowEncoder encoder(RecordSchema schema) {
    return switch (this) {
      case PRETTY -> new JsonEncoder(schema, true);
      case JSON -> new JsonEncoder(schema, false);
      case COMPACT -> RecordFormat.csv(CsvDialect.RFC_4180).encoder(schema);
      case TABLE -> new PlainEncoder(schema, true);
      case KEYVALUE -> new PlainEncoder(schema, false);
    };
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> texts() {
    return Arrays.stream(values()).map(ConsoleFormat::text).toList();
  }

  /** Also by the seed's other names. */
  static Optional<ConsoleFormat> of(String written) {
    return switch (written.strip().toLowerCase(Locale.ROOT)) {
      case "kv", "structured" -> Optional.of(KEYVALUE);
      case "simple" -> Optional.of(COMPACT);
      default ->
          Arrays.stream(values())
              .filter(format -> format.text().equalsIgnoreCase(written.strip()))
              .findFirst();
    };
  }
}
