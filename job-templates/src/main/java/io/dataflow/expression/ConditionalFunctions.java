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
            .takes("value", ParameterType.SCALAR)
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
