package io.dataflow.runtime.format;

import io.dataflow.connector.RowEncoder;
import io.dataflow.schema.RecordSchema;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How records are written as bytes, in full; makes the decoders and encoders.
 *
 * @param csv of csv only
 * @param encoding one of {@link TextCodec#ENCODINGS}; of JSON always UTF-8, and of what is written
 */
public record RecordFormat(FormatKind kind, CsvDialect csv, String encoding)
    implements Serializable {
  public static RecordFormat csv(CsvDialect dialect) {
    return new RecordFormat(FormatKind.CSV, dialect, StandardCharsets.UTF_8.name());
  }

  public static RecordFormat json() {
    return new RecordFormat(FormatKind.JSON, CsvDialect.RFC_4180, StandardCharsets.UTF_8.name());
  }

  public static RecordFormat text() {
    return new RecordFormat(FormatKind.TEXT, CsvDialect.RFC_4180, StandardCharsets.UTF_8.name());
  }

  /** A new framer of records. */
  public RecordFramer framer() {
    return kind == FormatKind.CSV ? new CsvFramer(csv) : new LineFramer();
  }

  /**
   * A decoder of records of this schema.
   *
   * @param projected the fields that its rows hold, a part of {@code schema}
   */
  public RowDecoder decoder(RecordSchema schema, RecordSchema projected) {
    return switch (kind) {
      case CSV -> new CsvDecoder(csv, Charset.forName(encoding), schema, projected);
      case JSON -> new JsonDecoder(schema, projected);
      case TEXT -> new TextDecoder(Charset.forName(encoding), projected);
    };
  }

  /** An encoder of rows of this schema; what it makes has no line break at its end. */
  public RowEncoder encoder(RecordSchema schema) {
    return switch (kind) {
      case CSV -> new CsvEncoder(csv, schema);
      case JSON -> new JsonEncoder(schema, false);
      case TEXT -> new TextEncoder();
    };
  }

  /** What a file begins with, where it begins with something: the names of the columns. */
  public Optional<byte[]> header(RecordSchema schema) {
    return kind == FormatKind.CSV && csv.header()
        ? Optional.of(CsvEncoder.header(csv, schema))
        : Optional.empty();
  }

  /** A new inference for csv or JSON; what text is, is known: {@link SchemaInference#TEXT}. */
  public SchemaInference inference() {
    return kind == FormatKind.CSV
        ? new CsvInference(csv, Charset.forName(encoding))
        : new JsonInference();
  }
}
