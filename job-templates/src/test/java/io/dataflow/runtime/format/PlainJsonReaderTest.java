package io.dataflow.runtime.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import io.dataflow.error.DataException;
import io.dataflow.function.json.Json;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.TypeParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader of plain lines gives what the parser gives, or leaves the line to it. */
class PlainJsonReaderTest {
  private static final String SCHEMA =
      "ROW<i INT, l BIGINT, s STRING, d DOUBLE, p DECIMAL(10,2), b BOOLEAN, t TIMESTAMP(3),"
          + " day DATE, n BIGINT NOT NULL, a ARRAY<INT>>";
  private static final int LINES = 100_000;

  private static final List<String> NAMES =
      List.of("i", "l", "s", "d", "p", "b", "t", "day", "n", "a", "other", "ü", "na\\\"me", "");
  private static final List<String> VALUES =
      List.of(
          "1",
          "-1",
          "0",
          "-0",
          "007",
          "+1",
          "12345678901",
          "9223372036854775807",
          "9223372036854775808",
          "1.5",
          "1.",
          ".5",
          "1e3",
          "1E-2",
          "1e",
          "true",
          "false",
          "null",
          "nul",
          "TRUE",
          "\"\"",
          "\"x\"",
          "\"2026-01-31 23:55:00.123\"",
          "\"2026-01-31\"",
          "\"a longer text that does not fit into one word\"",
          "\"ünïcode, längér than eight\"",
          "\"esc\\naped\"",
          "\"esc\\u0041ped\"",
          "\"tab\tinside\"",
          "\"true\"",
          "\"17\"",
          "[1,2]",
          "[]",
          "{\"x\":1}",
          "{}");

  /** With {@code \n} as line break, as a file is written. */
  private final RecordSchema schema = schema();

  private static RecordSchema schema() {
    try {
      return ((io.dataflow.schema.FieldType.Nested) TypeParser.parse(SCHEMA)).schema();
    } catch (io.dataflow.schema.TypeSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object parsed(JsonObjectReader fields, byte[] line) {
    try (JsonParser parser = Json.parser(line, 0, line.length)) {
      parser.nextToken();
      Object[] values = fields.read(parser);
      return parser.nextToken() == null ? Arrays.asList(boxed(values)) : "text behind";
    } catch (DataException e) {
      return e.getMessage();
    } catch (IOException e) {
      return "malformed";
    }
  }

  private static Object[] boxed(Object[] values) {
    return Arrays.stream(values)
        .map(value -> value instanceof Object[] array ? Arrays.asList(array) : value)
        .toArray();
  }

  /** Null where the line is left to the parser. */
  private static Object plain(PlainJsonReader reader, byte[] line) {
    try {
      Object[] values = reader.read(line, 0, line.length);
      return values == null ? null : Arrays.asList(boxed(values));
    } catch (DataException e) {
      return e.getMessage();
    }
  }

  private static byte[] line(Random random) {
    StringBuilder line = new StringBuilder("{");
    int members = random.nextInt(8);
    for (int i = 0; i < members; i++) {
      line.append(i == 0 ? "" : ",").append(random.nextInt(9) == 0 ? " " : "");
      line.append('"').append(NAMES.get(random.nextInt(NAMES.size()))).append("\":");
      line.append(random.nextInt(9) == 0 ? " " : "");
      line.append(VALUES.get(random.nextInt(VALUES.size())));
    }
    if (random.nextBoolean()) {
      line.append(members == 0 ? "" : ",").append("\"n\":3");
    }
    byte[] bytes = line.append('}').toString().getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(4) == 0) {
      // Behind the brace, which the decoder looks at before.
      bytes[1 + random.nextInt(bytes.length - 1)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  @Test
  void sameAsTheParser() {
    Random random = new Random(1);
    JsonObjectReader fields = new JsonObjectReader(schema, "");
    PlainJsonReader reader = new PlainJsonReader(fields);
    int read = 0;
    for (int i = 0; i < LINES; i++) {
      byte[] line = line(random);
      Object plain = plain(reader, line);
      if (plain != null) {
        read++;
        assertThat(plain)
            .as("%s", new String(line, StandardCharsets.UTF_8))
            .isEqualTo(parsed(fields, line));
      }
    }
    assertThat(read).isGreaterThan(LINES / 20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{ \"x\" : 1 , \"y\" : -2.5e+3 }",
        "{\"x\":null,\"y\":true,\"z\":false}",
        "{\"text\":\"grüße an alle, die mehr als acht Zeichen haben\"}",
        "{\"x\":1,\"x\":2} \r"
      })
  void readsWhatIsPlain(String text) {
    byte[] line = text.getBytes(StandardCharsets.UTF_8);
    PlainJsonReader reader =
        new PlainJsonReader(new JsonObjectReader(new RecordSchema(List.of()), ""));
    assertThat(reader.read(line, 0, line.length)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"x\":[1]}",
        "{\"x\":{\"y\":1}}",
        "{\"x\":\"a\\nb\"}",
        "{\"x\":01}",
        "{\"x\":1.}",
        "{\"x\":1",
        "{\"x\":1,}",
        "{\"x\" 1}",
        "{x:1}",
        "{\"x\":1} 2",
        "{\"x\":truely}",
        "{\"x",
        "{"
      })
  void leavesTheRestToTheParser(String text) {
    byte[] line = text.getBytes(StandardCharsets.UTF_8);
    PlainJsonReader reader =
        new PlainJsonReader(new JsonObjectReader(new RecordSchema(List.of()), ""));
    assertThat(reader.read(line, 0, line.length)).isNull();
  }
}
