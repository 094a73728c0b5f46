package io.dataflow.expression;

import static io.dataflow.expression.FunctionBuilder.function;
import static io.dataflow.expression.FunctionCategory.TEXT;

import io.dataflow.function.Text;
import io.dataflow.schema.ScalarKind;
import java.util.List;

/** Functions on texts. */
final class TextFunctions {
  private TextFunctions() {}

  static List<ScalarFunction> all() {
    return List.of(
        function("UPPER", TEXT)
            .alsoCalled("UCASE")
            .takes("text", ParameterType.STRING)
            .returns(ScalarKind.STRING)
            .calls(Text.class, "upper")
            .describe("The text in upper case.")
            .example("UPPER('abc')", "ABC")
            .build(),
        function("LOWER", TEXT)
            .alsoCalled("LCASE")
            .takes("text", ParameterType.STRING)
            .returns(ScalarKind.STRING)
            .calls(Text.class, "lower")
            .describe("The text in lower case.")
            .example("LOWER('ABC')", "abc")
            .build(),
        function("INITCAP", TEXT)
            .takes("text", ParameterType.STRING)
            .returns(ScalarKind.STRING)
            .calls(Text.class, "initcap")
            .describe("The first letter of each word in upper case, all others in lower case.")
            .example("INITCAP('new YORK')", "New York")
            .build(),
        function("TRIM", TEXT)
            .alsoCalled("BTRIM")
            .takes("text", ParameterType.STRING)
            .mayTake("characters", ParameterType.STRING)
            .returns(ScalarKind.STRING)
            .syntax(
                "TRIM([BOTH|LEADING|TRAILING] [characters STRING] FROM text STRING) or TRIM(text)")
            .calls(Text.class, "trim")
            .describe("Without blanks, or without the given characters, at both ends.")
            .example("TRIM('  a ')", "a")
            .example("TRIM(BOTH '*' FROM '**a*')", "a")
            .build(),
        function("LTRIM", TEXT)
            .takes("text", ParameterType.STRING)
            .mayTake("characters", ParameterType.STRING)
            .returns(ScalarKind.STRING)
            .calls(Text.class, "ltrim")
            .describe("Without blanks, or without the given characters, at the beginning.")
            .example("LTRIM('007', '0')", "7")
            .build(),
        function("RTRIM", TEXT)
            .takes("text", ParameterType.STRING)
            .mayTake("characters", ParameterType.STRING)
            .returns(ScalarKind.STRING)
            .calls(Text.class, "rtrim")
            .describe("Without blanks, or without the given characters, at the end.")
            .example("RTRIM('a  ')", "a")
            .build(),
        function("SUBSTRING", TEXT)
            .alsoCalled("SUBSTR")
            .takes("text", ParameterType.STRING)
            .takes("start", ParameterType.INTEGER)
            .mayTake("length", ParameterType.INTEGER)
            .returns(ScalarKind.STRING)
            .calls(Text.class, "substring")
            .describe(
                "The characters from a position on, counted from 1; positions before 1 count towards the length, which must not be negative.")
            .example("SUBSTRING('abcdef', 2, 3)", "bcd")
            .example("SUBSTRING('abcdef' FROM 4)", "def")
            .build(),
        function("LEFT", TEXT)
            .takes("text", ParameterType.STRING)
            .takes("length", ParameterType.INTEGER)
            .returns(ScalarKind.STRING)
            .calls(Text.class, "left")
            .describe("The first characters.")
            .example("LEFT('abc', 2)", "ab")
            .build(),
        function("RIGHT", TEXT)
            .takes("text", ParameterType.STRING)
            .takes("length", ParameterType.INTEGER)
            .returns(ScalarKind.STRING)
            .calls(Text.class, "right")
            .describe("The last characters.")
            .example("RIGHT('abc', 2)", "bc")
            .build(),
        function("POSITION", TEXT)
            .takes("part", ParameterType.STRING)
            .takes("text", ParameterType.STRING)
            .returns(ScalarKind.INT)
            .syntax("POSITION(part STRING IN text STRING)")
            .calls(Text.class, "position")
            .describe("Where the part occurs first, counted from 1; 0 if it does not.")
            .example("POSITION('c' IN 'abc')", "3")
            .build(),
        function("CONCAT", TEXT)
            .takes("text", ParameterType.STRING)
            .andMore()
            .returns(ScalarKind.STRING)
            .folds(Text.class, "concat")
            .describe("All texts, one behind the other; the same as ||.")
            .example("CONCAT('a', 'b', 'c')", "abc")
            .build(),
        function("REPLACE", TEXT)
            .takes("text", ParameterType.STRING)
            .takes("part", ParameterType.STRING)
            .takes("replacement", ParameterType.STRING)
            .returns(ScalarKind.STRING)
            .calls(Text.class, "replace")
            .describe("Every occurrence of the part replaced.")
            .example("REPLACE('a-b-c', '-', '+')", "a+b+c")
            .build(),
        function("REVERSE", TEXT)
            .takes("text", ParameterType.STRING)
            .returns(ScalarKind.STRING)
            .calls(Text.class, "reverse")
            .describe("The characters from last to first.")
            .example("REVERSE('abc')", "cba")
            .build(),
        function("REPEAT", TEXT)
            .takes("text", ParameterType.STRING)
            .takes("times", ParameterType.INTEGER)
            .returns(ScalarKind.STRING)
            .calls(Text.class, "repeat")
            .describe("The text several times; more than 1048576 characters are a data error.")
            .example("REPEAT('ab', 3)", "ababab")
            .build(),
        function("LPAD", TEXT)
            .takes("text", ParameterType.STRING)
            .takes("length", ParameterType.INTEGER)
            .mayTake("filler", ParameterType.STRING)
            .returns(ScalarKind.STRING)
            .calls(Text.class, "lpad")
            .describe("Filled up at the beginning, or cut, to a length.")
            .example("LPAD('7', 3, '0')", "007")
            .build(),
        function("RPAD", TEXT)
            .takes("text", ParameterType.STRING)
            .takes("length", ParameterType.INTEGER)
            .mayTake("filler", ParameterType.STRING)
            .returns(ScalarKind.STRING)
            .calls(Text.class, "rpad")
            .describe("Filled up at the end, or cut, to a length.")
            .example("RPAD('a', 3, '.')", "a..")
            .build(),
        function("CHAR_LENGTH", TEXT)
            .alsoCalled("CHARACTER_LENGTH", "LENGTH")
            .takes("text", ParameterType.STRING)
            .returns(ScalarKind.INT)
            .calls(Text.class, "length")
            .describe("The number of characters.")
            .example("CHAR_LENGTH('abc')", "3")
            .build(),
        function("STARTS_WITH", TEXT)
            .alsoCalled("STARTSWITH")
            .takes("text", ParameterType.STRING)
            .takes("part", ParameterType.STRING)
            .returns(ScalarKind.BOOLEAN)
            .calls(Text.class, "startsWith")
            .describe("Whether the text starts with the part.")
            .example("STARTS_WITH('abc', 'ab')", "true")
            .build(),
        function("ENDS_WITH", TEXT)
            .alsoCalled("ENDSWITH")
            .takes("text", ParameterType.STRING)
            .takes("part", ParameterType.STRING)
            .returns(ScalarKind.BOOLEAN)
            .calls(Text.class, "endsWith")
            .describe("Whether the text ends with the part.")
            .example("ENDS_WITH('abc', 'ab')", "false")
            .build(),
        function("CONTAINS", TEXT)
            .takes("text", ParameterType.STRING)
            .takes("part", ParameterType.STRING)
            .returns(ScalarKind.BOOLEAN)
            .calls(Text.class, "contains")
            .describe("Whether the part occurs in the text.")
            .example("CONTAINS('abc', 'b')", "true")
            .build());
  }
}
