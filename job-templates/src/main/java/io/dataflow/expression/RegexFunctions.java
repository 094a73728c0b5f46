package io.dataflow.expression;

import static io.dataflow.expression.FunctionBuilder.function;
import static io.dataflow.expression.FunctionCategory.REGULAR_EXPRESSION;

import com.google.re2j.Pattern;
import io.dataflow.function.RegularExpressions;
import io.dataflow.function.SearchPattern;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.ScalarKind;
import java.util.List;

/** Functions on regular expressions, which must be written out. */
final class RegexFunctions {
  private static final FieldType STRINGS =
      new FieldType.Array(FieldType.of(ScalarKind.STRING), true);

  private RegexFunctions() {}

  static List<ScalarFunction> all() {
    return List.of(
        function("REGEXP_LIKE", REGULAR_EXPRESSION)
            .alsoCalled("REGEXP")
            .takes("text", ParameterType.STRING)
            .takesConstant("pattern", SearchPattern.class, SearchPattern::of)
            .returns(ScalarKind.BOOLEAN)
            .calls(RegularExpressions.class, "like")
            .describe("Whether the RE2 regular expression is found anywhere in the text.")
            .example("REGEXP_LIKE('order-17', '[0-9]+')", "true")
            .build(),
        function("REGEXP_EXTRACT", REGULAR_EXPRESSION)
            .takes("text", ParameterType.STRING)
            .takesConstant("pattern", SearchPattern.class, SearchPattern::of)
            .mayTake("group", ParameterType.INTEGER)
            .returns(ScalarKind.STRING)
            .mayBeNull()
            .calls(RegularExpressions.class, "extract")
            .describe(
                "A group of the first match, group 1 if there is one and none is named; NULL if there is no match.")
            .example("REGEXP_EXTRACT('order-17', '([a-z]+)-([0-9]+)', 2)", "17")
            .example("REGEXP_EXTRACT('x', '[0-9]')", "NULL")
            .build(),
        function("REGEXP_REPLACE", REGULAR_EXPRESSION)
            .takes("text", ParameterType.STRING)
            .takesConstant("pattern", Pattern.class, RegularExpressions::pattern)
            .takes("replacement", ParameterType.STRING)
            .returns(ScalarKind.STRING)
            .calls(RegularExpressions.class, "replace")
            .describe("Every match replaced; $1 in the replacement is the first group.")
            .example("REGEXP_REPLACE('a1b22', '[0-9]+', '#')", "a#b#")
            .build(),
        function("REGEXP_COUNT", REGULAR_EXPRESSION)
            .takes("text", ParameterType.STRING)
            .takesConstant("pattern", Pattern.class, RegularExpressions::pattern)
            .returns(ScalarKind.INT)
            .calls(RegularExpressions.class, "count")
            .describe("The number of matches, which do not overlap.")
            .example("REGEXP_COUNT('a1b22c', '[0-9]+')", "2")
            .build(),
        function("REGEXP_EXTRACT_ALL", REGULAR_EXPRESSION)
            .takes("text", ParameterType.STRING)
            .takesConstant("pattern", Pattern.class, RegularExpressions::pattern)
            .mayTake("group", ParameterType.INTEGER)
            .returns(ReturnRule.of(STRINGS))
            .calls(RegularExpressions.class, "extractAll")
            .describe(
                "A group of every match as an array, group 1 if there is one and none is named.")
            .example("REGEXP_EXTRACT_ALL('a1b22c', '[0-9]+')", "[\"1\",\"22\"]")
            .build());
  }
}
