package io.dataflow.runtime.format;

import com.fasterxml.jackson.core.JsonParser;
import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import io.dataflow.function.json.Json;
import io.dataflow.record.Row;
import io.dataflow.schema.RecordSchema;
import java.io.IOException;

/**
 * Decodes one JSON object a line. Fields are found by name; a member that is missing is NULL,
 * members that the schema does not name are passed over and counted, and of a member that is
 * written twice the last counts. How values become types: {@link JsonValueReader}.
 */
final class JsonDecoder extends LineDecoder {
  /** Lines that were not plain, more than the others; then they are no longer tried. */
  private static final int MOST_IN_VAIN = 100;

  private final JsonObjectReader fields;
  private final PlainJsonReader plain;
  private int inVain;

  JsonDecoder(RecordSchema schema, RecordSchema projected) {
    this.fields = new JsonObjectReader(schema, projected, "");
    this.plain = new PlainJsonReader(fields);
  }

  @Override
  Row decodeLine(byte[] line, int from, int to) {
    int start = from;
    while (start < to && (line[start] == ' ' || line[start] == '\t')) {
      start++;
    }
    if (start == to) {
      return null;
    }
    if (line[start] != '{') {
      throw new DataException(
          ErrorCode.DECODE_ERROR,
          line[start] == '['
              ? "a JSON array where one object a line is expected; documents that are an array"
                  + " are not read, write its elements as lines"
              : "the line is no JSON object");
    }
    if (inVain < MOST_IN_VAIN) {
      Object[] values = plain.read(line, start, to);
      inVain = values == null ? inVain + 1 : Math.max(inVain - 1, 0);
      if (values != null) {
        return row(values, plain.unknown());
      }
    }
    try (JsonParser parser = Json.parser(line, start, to)) {
      parser.nextToken();
      Object[] values = fields.read(parser);
      if (parser.nextToken() != null) {
        throw new DataException(ErrorCode.DECODE_ERROR, "text stands behind the JSON object");
      }
      return row(values, fields.unknown());
    } catch (IOException e) {
      throw Json.malformed(e);
    }
  }

  private static Row row(Object[] values, int unknown) {
    Row row = Row.of(values);
    row.setUnknownFields(unknown);
    return row;
  }
}
