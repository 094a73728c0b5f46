package io.dataflow.function.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.TypeParser;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RowJsonTest {
  @Test
  void everyTypeHasItsForm() throws Exception {
    RecordSchema schema =
        schema(
            "ROW<s STRING, i INT, d DECIMAL(10,2), f DOUBLE, day DATE, at TIME, ts TIMESTAMP(3),"
                + " ltz TIMESTAMP_LTZ(3), b BYTES, a ARRAY<INT>, m MAP<STRING, BOOLEAN>,"
                + " r ROW<x STRING>, n STRING>");
    Object[] values = {
      "a\"\n\u0001",
      1,
      new BigDecimal("1.50"),
      Double.NaN,
      19_000,
      1_000,
      1L,
      1L,
      new byte[] {1, 2},
      new Object[] {1, null},
      new LinkedHashMap<>(Map.of("k", true)),
      new Object[] {"y"},
      null
    };
    assertThat(RowJson.of(schema, values))
        .isEqualTo(
            "{\"s\":\"a\\\"\\n\\u0001\",\"i\":1,\"d\":1.50,\"f\":\"NaN\",\"day\":\"2022-01-08\","
                + "\"at\":\"00:00:01.000\",\"ts\":\"1970-01-01T00:00:00.001\","
                + "\"ltz\":\"1970-01-01T00:00:00.001Z\",\"b\":\"AQI=\",\"a\":[1,null],"
                + "\"m\":{\"k\":true},\"r\":{\"x\":\"y\"},\"n\":null}");
  }

  @Property
  void anyTextIsOneJsonString(@ForAll String text) throws Exception {
    String json = RowJson.of(schema("ROW<s STRING>"), new Object[] {text});
    JsonNode read = new ObjectMapper().readTree(json);
    assertThat(read.get("s").textValue()).isEqualTo(text);
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(json)).isTrue();
  }

  private static RecordSchema schema(String type) throws Exception {
    return ((FieldType.Nested) TypeParser.parse(type)).schema();
  }
}
