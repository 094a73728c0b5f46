package io.dataflow.runtime.format;

import io.dataflow.record.Row;
import io.dataflow.schema.RecordSchema;

/**
 * Infers a schema from sample records. Every field is nullable, and has a type other than STRING
 * only if all its samples agree: BIGINT, DOUBLE (also where some are whole), BOOLEAN, DATE,
 * TIMESTAMP and TIMESTAMP_LTZ in ISO form. Digits behind a leading zero are STRING, they are codes.
 * Fractions are DOUBLE and not DECIMAL: no later record can then have too many digits for the type;
 * who needs exact decimals writes the schema.
 */
public sealed interface SchemaInference permits CsvInference, JsonInference {
  /** What a text file's records always are. */
  RecordSchema TEXT = TextDecoder.SCHEMA;

  /** A new decoder of a file's records for {@link #add}. */
  RowDecoder decoder();

  /** Looks at a record that is not bad. */
  void add(Row sample);

  /** How many records were looked at. */
  int records();

  RecordSchema schema();
}
