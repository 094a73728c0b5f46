package io.dataflow.expression;

import static io.dataflow.expression.FunctionBuilder.function;
import static io.dataflow.expression.FunctionCategory.JSON;

import io.dataflow.function.json.JsonKind;
import io.dataflow.function.json.JsonPath;
import io.dataflow.function.json.JsonReader;
import io.dataflow.function.json.JsonTexts;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.ScalarKind;
import java.util.List;

/** Functions on JSON texts. Paths are read once, when the expression is compiled. */
final class JsonFunctions {
  private JsonFunctions() {}

  static List<ScalarFunction> all() {
    return List.of(
        function("JSON_VALUE", JSON)
            .takes("text", ParameterType.STRING)
            .takesConstant("path", JsonPath.class, JsonPath::of)
            .returns(ScalarKind.STRING)
            .mayBeNull()
            .syntax("JSON_VALUE(text STRING, path [RETURNING type])")
            .calls(JsonTexts.class, "value")
            .describe(
                "The text, number or truth value at a path such as $.user.tags[0] or $['any name']; NULL if there is none, if it is null, an object or an array, or if the text is no JSON. RETURNING reads it as another type, NULL where it is none.")
            .example("JSON_VALUE('{\"user\": {\"id\": 7}}', '$.user.id')", "7")
            .example("JSON_VALUE('[1, 2.5]', '$[1]' RETURNING DECIMAL(4,1)) + 1", "3.5")
            .build(),
        function("JSON_QUERY", JSON)
            .takes("text", ParameterType.STRING)
            .takesConstant("path", JsonPath.class, JsonPath::of)
            .returns(ScalarKind.STRING)
            .mayBeNull()
            .syntax("JSON_QUERY(text STRING, path [RETURNING type])")
            .calls(JsonTexts.class, "query")
            .describe(
                "The object or array at a path, as written; NULL if there is none. RETURNING reads it as an ARRAY, a MAP or a ROW, NULL where it is none: members that a ROW does not name are skipped, those that are missing are NULL.")
            .example("JSON_QUERY('{\"tags\": [\"a\", \"b\"]}', '$.tags')", "[\"a\", \"b\"]")
            .example(
                "JSON_QUERY('{\"tags\": [\"a\", \"b\"]}', '$.tags' RETURNING ARRAY<STRING>)[2]",
                "b")
            .example(
                "JSON_QUERY('{\"id\": 7, \"x\": 1}', '$' RETURNING ROW<id INT, name STRING>)",
                "{\"id\":7,\"name\":null}")
            .build(),
        function("JSON_EXISTS", JSON)
            .takes("text", ParameterType.STRING)
            .takesConstant("path", JsonPath.class, JsonPath::of)
            .returns(ScalarKind.BOOLEAN)
            .calls(JsonTexts.class, "exists")
            .describe(
                "Whether there is something at a path, be it null; FALSE if the text is no JSON.")
            .example("JSON_EXISTS('{\"a\": null}', '$.a')", "true")
            .example("JSON_EXISTS('{\"a\": null}', '$.b')", "false")
            .build(),
        function("IS JSON", JSON)
            .takes("text", ParameterType.STRING)
            .mayTakeConstant("kind", JsonKind.class, JsonKind::of)
            .returns(ScalarKind.BOOLEAN)
            .syntax("text IS [NOT] JSON [VALUE|OBJECT|ARRAY|SCALAR]")
            .calls(JsonTexts.class, "isJson")
            .describe("Whether all of the text is one JSON value, or one of a kind.")
            .example("'[1, 2]' IS JSON ARRAY", "true")
            .example("'{broken' IS NOT JSON", "true")
            .build(),
        function("JSON_STRING", JSON)
            .alsoCalled("TO_JSON")
            .takes("value", ParameterType.ANY)
            .returns(ScalarKind.STRING)
            .withTypeOfArgument()
            .calls(JsonTexts.class, "write")
            .describe(
                "The value as JSON: rows and maps as objects, times in ISO form, bytes in base64.")
            .example("JSON_STRING(ARRAY['a', NULL])", "[\"a\",null]")
            .example("JSON_STRING(DATE '2024-01-31')", "\"2024-01-31\"")
            .build());
  }

  /** What JSON_QUERY RETURNING does with the text that it finds. */
  static ScalarFunction read(FieldType type) {
    return function("JSON_QUERY", JSON)
        .takes("text", ParameterType.STRING)
        .returns(ReturnRule.of(type))
        .mayBeNull()
        .withType(type)
        .calls(JsonReader.class, "read")
        .build();
  }
}
