package io.dataflow.expression;

import static io.dataflow.expression.FunctionBuilder.function;

import io.dataflow.function.Comparisons;
import java.util.List;

/** Functions that choose among their arguments. */
final class ConditionalFunctions {
  private ConditionalFunctions() {}

  static List<ScalarFunction> all() {
    return List.of(
        function("COALESCE", FunctionCategory.CONDITIONAL)
            .alsoCalled("IFNULL", "NVL")
            .takes("value", ParameterType.ANY)
            .andMore()
            .returns(ReturnRule.common())
            .writtenOut(ScalarFunction.Calling.COALESCE)
            .describe("The first argument that is not NULL; those behind it are not computed.")
            .example("COALESCE(NULL, 'none')", "none")
            .build(),
        function("NULLIF", FunctionCategory.CONDITIONAL)
            .takes("value", ParameterType.SCALAR)
            .takes("other", ParameterType.SCALAR)
            .returns(ReturnRule.common())
            .writtenOut(ScalarFunction.Calling.NULLIF)
            .describe("NULL if both are equal, else the first.")
            .example("NULLIF('n/a', 'n/a')", "NULL")
            .example("NULLIF(3, 0)", "3")
            .build(),
        function("IF", FunctionCategory.CONDITIONAL)
            .takes("condition", ParameterType.BOOLEAN)
            .takes("value", ParameterType.ANY)
            .takes("other", ParameterType.ANY)
            .returns(ReturnRule.commonFrom(1))
            .writtenOut(ScalarFunction.Calling.IF)
            .describe(
                "The value if the condition is TRUE, else, also if it is NULL, the other; only that one is computed.")
            .example("IF(1 > 2, 'big', 'small')", "small")
            .build(),
        function("TRY", FunctionCategory.CONVERSION)
            .takes("value", ParameterType.ANY)
            .writtenOut(ScalarFunction.Calling.TRY)
            .describe("The value, but NULL where computing it is a data error.")
            .example("TRY(1 / 0)", "NULL")
            .example("TRY(TO_DATE('31.01.24', 'dd.MM.yy'))", "2024-01-31")
            .build(),
        function("GREATEST", FunctionCategory.CONDITIONAL)
            .takes("value", ParameterType.SCALAR)
            .andMore()
            .returns(ReturnRule.common())
            .folds(Comparisons.class, "greatest")
            .describe("The greatest of the arguments.")
            .example("GREATEST(2, 7, 5)", "7")
            .build(),
        function("LEAST", FunctionCategory.CONDITIONAL)
            .takes("value", ParameterType.SCALAR)
            .andMore()
            .returns(ReturnRule.common())
            .folds(Comparisons.class, "least")
            .describe("The least of the arguments.")
            .example("LEAST('b', 'a')", "a")
            .build());
  }
}
