package io.dataflow.expression;

import static io.dataflow.expression.FunctionBuilder.function;
import static io.dataflow.expression.FunctionCategory.NUMBER;

import io.dataflow.function.Arithmetic;
import io.dataflow.function.Numbers;
import io.dataflow.schema.ScalarKind;
import java.util.List;

/** Functions on numbers. */
final class NumberFunctions {
  private NumberFunctions() {}

  static List<ScalarFunction> all() {
    return List.of(
        function("ABS", NUMBER)
            .takes("number", ParameterType.NUMBER)
            .calls(Numbers.class, "abs")
            .describe("The number without its sign.")
            .example("ABS(-3)", "3")
            .build(),
        function("SIGN", NUMBER)
            .takes("number", ParameterType.NUMBER)
            .returns(ScalarKind.INT)
            .calls(Numbers.class, "sign")
            .describe("-1, 0 or 1.")
            .example("SIGN(-2.5)", "-1")
            .build(),
        function("ROUND", NUMBER)
            .takes("number", ParameterType.NUMBER)
            .mayTake("places", ParameterType.INTEGER)
            .returns(ReturnRule.rounded())
            .calls(Numbers.class, "round")
            .describe("Rounded half away from zero; negative places round before the point.")
            .example("ROUND(2.345, 2)", "2.35")
            .example("ROUND(1250, -2)", "1300")
            .build(),
        function("TRUNCATE", NUMBER)
            .alsoCalled("TRUNC")
            .takes("number", ParameterType.NUMBER)
            .mayTake("places", ParameterType.INTEGER)
            .returns(ReturnRule.rounded())
            .calls(Numbers.class, "truncate")
            .describe("Cut off behind so many places; negative places cut before the point.")
            .example("TRUNCATE(2.349, 2)", "2.34")
            .example("TRUNCATE(-1250, -2)", "-1200")
            .build(),
        function("FLOOR", NUMBER)
            .takes("number", ParameterType.NUMBER)
            .returns(ReturnRule.wholeNumber())
            .calls(Numbers.class, "floor")
            .describe("The greatest whole number that is not greater.")
            .example("FLOOR(-1.5)", "-2")
            .build(),
        function("CEIL", NUMBER)
            .alsoCalled("CEILING")
            .takes("number", ParameterType.NUMBER)
            .returns(ReturnRule.wholeNumber())
            .calls(Numbers.class, "ceil")
            .describe("The least whole number that is not less.")
            .example("CEIL(1.2)", "2")
            .build(),
        function("MOD", NUMBER)
            .takes("number", ParameterType.NUMBER)
            .takes("divisor", ParameterType.NUMBER)
            .returns(ReturnRule.common())
            .calls(Arithmetic.class, "mod")
            .describe("The remainder of a division, with the sign of the number.")
            .example("MOD(-7, 3)", "-1")
            .build(),
        function("POWER", NUMBER)
            .alsoCalled("POW")
            .takes("base", ParameterType.DOUBLE)
            .takes("exponent", ParameterType.DOUBLE)
            .returns(ScalarKind.DOUBLE)
            .calls(Numbers.class, "power")
            .describe("The base raised to the exponent; a data error if that is no number.")
            .example("POWER(2, 10)", "1024.0")
            .build(),
        function("SQRT", NUMBER)
            .takes("number", ParameterType.DOUBLE)
            .returns(ScalarKind.DOUBLE)
            .calls(Numbers.class, "sqrt")
            .describe("The square root; of a negative number a data error.")
            .example("SQRT(2.25)", "1.5")
            .build(),
        function("EXP", NUMBER)
            .takes("number", ParameterType.DOUBLE)
            .returns(ScalarKind.DOUBLE)
            .calls(Numbers.class, "exp")
            .describe("Euler's number raised to the argument.")
            .example("EXP(0)", "1.0")
            .build(),
        function("LN", NUMBER)
            .takes("number", ParameterType.DOUBLE)
            .returns(ScalarKind.DOUBLE)
            .calls(Numbers.class, "ln")
            .describe("The natural logarithm; of zero or less a data error.")
            .example("LN(1)", "0.0")
            .build(),
        function("LOG10", NUMBER)
            .takes("number", ParameterType.DOUBLE)
            .returns(ScalarKind.DOUBLE)
            .calls(Numbers.class, "log10")
            .describe("The logarithm to base 10; of zero or less a data error.")
            .example("LOG10(1000)", "3.0")
            .build());
  }
}
