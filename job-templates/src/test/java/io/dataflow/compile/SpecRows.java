package io.dataflow.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.dataflow.error.ErrorCode;
import io.dataflow.record.BadRecord;
import io.dataflow.record.Row;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of a spec as rows of a schema. */
final class SpecRows {
  private SpecRows() {}

  static List<Row> read(JsonNode rows, RecordSchema schema) {
    List<Row> read = new ArrayList<>();
    for (JsonNode row : rows) {
      if (row.has("watermark")) {
        read.add(TestingRowsSource.watermark(row.get("watermark").asLong()));
      } else if (row.has("bad")) {
        byte[] raw = row.get("bad").asText().getBytes(StandardCharsets.UTF_8);
        String position = "rows#" + read.size();
        read.add(Row.bad(new BadRecord(raw, position, ErrorCode.DECODE_ERROR, "cannot be read")));
      } else {
        read.add(Row.of(values(row, schema)));
      }
    }
    return read;
  }

  private static Object[] values(JsonNode row, RecordSchema schema) {
    return schema.fields().stream()
        .map((Field field) -> value(row.get(field.name()), field.type()))
        .toArray();
  }

  private static Object value(JsonNode node, FieldType type) {
    if (node == null || node.isNull()) {
      return null;
    } else if (type instanceof FieldType.Nested nested) {
      return values(node, nested.schema());
    } else if (type instanceof FieldType.Decimal decimal) {
      return new BigDecimal(node.asText()).setScale(decimal.scale());
    } else if (type instanceof FieldType.Array array) {
      List<Object> elements = new ArrayList<>();
      node.forEach(element -> elements.add(value(element, array.element())));
      return elements.toArray();
    } else if (type instanceof FieldType.Dictionary dictionary) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      node.properties()
          .forEach(
              entry ->
                  entries.put(
                      value(TextNode.valueOf(entry.getKey()), dictionary.key()),
                      value(entry.getValue(), dictionary.value())));
      return entries;
    }
    return switch (((FieldType.Scalar) type).kind()) {
      case STRING -> node.asText();
      case BOOLEAN -> node.asBoolean();
      case INT -> node.asInt();
      case BIGINT, TIMESTAMP, TIMESTAMP_LTZ -> node.asLong();
      case DOUBLE -> node.asDouble();
      default -> throw new IllegalArgumentException("specs do not write " + type);
    };
  }
}
