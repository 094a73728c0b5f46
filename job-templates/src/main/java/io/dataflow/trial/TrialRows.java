package io.dataflow.trial;

import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import io.dataflow.record.BadRecord;
import io.dataflow.record.Row;
import io.dataflow.runtime.format.RecordFormat;
import io.dataflow.runtime.format.RowDecoder;
import io.dataflow.schema.RecordSchema;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Rows written as JSON objects, as rows of a schema; a text that cannot be read is a bad record.
 */
record TrialRows(List<String> texts, RecordSchema schema) implements Serializable {
  TrialRows {
    texts = List.copyOf(texts);
  }

  RowDecoder decoder() {
    return RecordFormat.json().decoder(schema, schema);
  }

  Row row(RowDecoder decoder, int index) {
    byte[] bytes = texts.get(index).getBytes(StandardCharsets.UTF_8);
    try {
      return decoder.decode(bytes, 0, bytes.length);
    } catch (DataException e) {
      ErrorCode code = e.code();
      return Row.bad(new BadRecord(bytes, "given#" + (index + 1), code, e.getMessage()));
    }
  }
}
