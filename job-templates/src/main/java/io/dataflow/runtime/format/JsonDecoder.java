package io.dataflow.runtime.format;

import com.fasterxml.jackson.core.JsonParser;
import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import io.dataflow.record.Row;
import io.dataflow.schema.RecordSchema;
import java.io.IOException;

/**
 * Decodes one JSON object a line. Fields are found by name; a member that is missing is NULL,
 * members that the schema does not name are passed over and counted, and of a member that is
 * written twice the last counts. How values become types: {@link JsonValueReader}.
 */
final class JsonDecoder extends LineDecoder {
  private final JsonObjectReader fields;

  JsonDecoder(RecordSchema schema, RecordSchema projected) {
    this.fields = new JsonObjectReader(schema, projected, "");
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
    try (JsonParser parser = Json.parser(line, start, to)) {
      parser.nextToken();
      Object[] values = fields.read(parser);
      if (parser.nextToken() != null) {
        throw new DataException(ErrorCode.DECODE_ERROR, "text stands behind the JSON object");
      }
      Row row = Row.of(values);
      row.setUnknownFields(fields.unknown());
      return row;
    } catch (IOException e) {
      throw Json.malformed(e);
    }
  }
}
