package io.dataflow.expression;

import static io.dataflow.expression.FunctionBuilder.function;
import static io.dataflow.expression.FunctionCategory.TEXT;

import io.dataflow.function.TextParts;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.ScalarKind;
import java.util.List;

/** Functions that take texts apart and put them together. */
final class TextPartFunctions {
  private static final FieldType STRINGS =
      new FieldType.Array(FieldType.of(ScalarKind.STRING), true);
  private static final FieldType STRING_MAP =
      new FieldType.Dictionary(
          FieldType.of(ScalarKind.STRING), FieldType.of(ScalarKind.STRING), true);

  private TextPartFunctions() {}

  static List<ScalarFunction> all() {
    return List.of(
        function("SPLIT", TEXT)
            .takes("text", ParameterType.STRING)
            .takes("delimiter", ParameterType.STRING)
            .returns(ReturnRule.of(STRINGS))
            .calls(TextParts.class, "split")
            .describe(
                "The parts between delimiters, as an array; an empty delimiter gives every character.")
            .example("SPLIT('a,b,,c', ',')", "[\"a\",\"b\",\"\",\"c\"]")
            .build(),
        function("SPLIT_INDEX", TEXT)
            .takes("text", ParameterType.STRING)
            .takes("delimiter", ParameterType.STRING)
            .takes("index", ParameterType.INTEGER)
            .returns(ScalarKind.STRING)
            .mayBeNull()
            .calls(TextParts.class, "splitIndex")
            .describe(
                "The part with this index, counted from 0, between delimiters; NULL if there is none.")
            .example("SPLIT_INDEX('a,b,c', ',', 1)", "b")
            .example("SPLIT_INDEX('a', ',', 1)", "NULL")
            .build(),
        function("CONCAT_WS", TEXT)
            .takes("separator", ParameterType.STRING)
            .takes("text", ParameterType.STRING)
            .andMore()
            .returns(ScalarKind.STRING)
            .skipsNulls(TextParts.class, "concatWs")
            .describe(
                "All texts that are not NULL, with the separator between them; NULL only if the separator is.")
            .example("CONCAT_WS('-', 'a', NULL, 'b')", "a-b")
            .build(),
        function("OVERLAY", TEXT)
            .takes("text", ParameterType.STRING)
            .takes("replacement", ParameterType.STRING)
            .takes("start", ParameterType.INTEGER)
            .mayTake("length", ParameterType.INTEGER)
            .returns(ScalarKind.STRING)
            .syntax(
                "OVERLAY(text STRING PLACING replacement STRING FROM start INTEGER [FOR length INTEGER])")
            .calls(TextParts.class, "overlay")
            .describe(
                "So many characters from a position on replaced, as many as the replacement has if no length is written; a position before 1 is a data error.")
            .example("OVERLAY('2024-01-31' PLACING 'XX' FROM 6)", "2024-XX-31")
            .example("OVERLAY('abcdef' PLACING '-' FROM 2 FOR 3)", "a-ef")
            .build(),
        function("TRANSLATE", TEXT)
            .takes("text", ParameterType.STRING)
            .takes("from", ParameterType.STRING)
            .takes("to", ParameterType.STRING)
            .returns(ScalarKind.STRING)
            .calls(TextParts.class, "translate")
            .describe(
                "Each character of from replaced by the one at the same place of to, or left out if there is none.")
            .example("TRANSLATE('a-b_c', '-_', '+')", "a+bc")
            .build(),
        function("LOCATE", TEXT)
            .takes("part", ParameterType.STRING)
            .takes("text", ParameterType.STRING)
            .mayTake("start", ParameterType.INTEGER)
            .returns(ScalarKind.INT)
            .calls(TextParts.class, "locate")
            .describe(
                "Where the part occurs first from a position on, counted from 1; 0 if it does not.")
            .example("LOCATE('a', 'banana', 3)", "4")
            .build(),
        function("INSTR", TEXT)
            .alsoCalled("STRPOS")
            .takes("text", ParameterType.STRING)
            .takes("part", ParameterType.STRING)
            .returns(ScalarKind.INT)
            .calls(TextParts.class, "instr")
            .describe("Where the part occurs first, counted from 1; 0 if it does not.")
            .example("INSTR('banana', 'n')", "3")
            .build(),
        function("ASCII", TEXT)
            .takes("text", ParameterType.STRING)
            .returns(ScalarKind.INT)
            .calls(TextParts.class, "ascii")
            .describe("The Unicode number of the first character, 0 for an empty text.")
            .example("ASCII('A')", "65")
            .build(),
        function("CHR", TEXT)
            .takes("number", ParameterType.INTEGER)
            .returns(ScalarKind.STRING)
            .calls(TextParts.class, "chr")
            .describe("The character of this Unicode number; a number of none is a data error.")
            .example("CHR(8364)", "€")
            .build(),
        function("STR_TO_MAP", TEXT)
            .takes("text", ParameterType.STRING)
            .mayTake("pairs", ParameterType.STRING)
            .mayTake("pair", ParameterType.STRING)
            .returns(ReturnRule.of(STRING_MAP))
            .calls(TextParts.class, "toMap")
            .describe(
                "Reads pairs such as a=1,b=2 as a map; the delimiters are ',' and '=' if not written. A pair without the second delimiter has the value NULL.")
            .example("STR_TO_MAP('a=1,b=2')['b']", "2")
            .example("STR_TO_MAP('a:1;b:2', ';', ':')", "{\"a\":\"1\",\"b\":\"2\"}")
            .build(),
        function("PARSE_URL", TEXT)
            .takes("url", ParameterType.STRING)
            .takesConstant("part", TextParts.UrlPart.class, TextParts.UrlPart::of)
            .mayTake("key", ParameterType.STRING)
            .returns(ScalarKind.STRING)
            .mayBeNull()
            .syntax("PARSE_URL(url STRING, part [, key STRING])")
            .calls(TextParts.class, "parseUrl")
            .describe(
                "A part of a URL as written: 'PROTOCOL', 'HOST', 'PORT', 'PATH', 'QUERY', 'REF', 'AUTHORITY', 'USERINFO'; with a key, its value in the query. NULL if there is none or the text is no URL.")
            .example("PARSE_URL('https://example.com/shop?id=7&x=1#top', 'HOST')", "example.com")
            .example("PARSE_URL('https://example.com/shop?id=7&x=1', 'QUERY', 'id')", "7")
            .build());
  }
}
