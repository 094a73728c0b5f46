package io.dataflow.expression;

import static io.dataflow.expression.FunctionBuilder.function;
import static io.dataflow.expression.FunctionCategory.NUMBER;

import io.dataflow.function.Encodings;
import io.dataflow.function.Numbers;
import io.dataflow.function.Trigonometry;
import io.dataflow.schema.ScalarKind;
import java.util.List;

/** Logarithms, angles and digits. */
final class MathFunctions {
  private MathFunctions() {}

  static List<ScalarFunction> all() {
    return List.of(
        function("LOG", NUMBER)
            .takes("number", ParameterType.DOUBLE)
            .mayTake("argument", ParameterType.DOUBLE)
            .returns(ScalarKind.DOUBLE)
            .syntax("LOG(number NUMBER) or LOG(base NUMBER, number NUMBER)")
            .calls(Numbers.class, "log")
            .describe("The natural logarithm, or that to a base; of zero or less a data error.")
            .example("LOG(1)", "0.0")
            .example("ROUND(LOG(2, 8), 9)", "3.0")
            .build(),
        function("LOG2", NUMBER)
            .takes("number", ParameterType.DOUBLE)
            .returns(ScalarKind.DOUBLE)
            .calls(Numbers.class, "log2")
            .describe("The logarithm to base 2; of zero or less a data error.")
            .example("ROUND(LOG2(8), 9)", "3.0")
            .build(),
        function("SIN", NUMBER)
            .takes("angle", ParameterType.DOUBLE)
            .returns(ScalarKind.DOUBLE)
            .calls(Trigonometry.class, "sin")
            .describe("The sine of an angle in radians.")
            .example("SIN(0)", "0.0")
            .build(),
        function("COS", NUMBER)
            .takes("angle", ParameterType.DOUBLE)
            .returns(ScalarKind.DOUBLE)
            .calls(Trigonometry.class, "cos")
            .describe("The cosine of an angle in radians.")
            .example("COS(0)", "1.0")
            .build(),
        function("TAN", NUMBER)
            .takes("angle", ParameterType.DOUBLE)
            .returns(ScalarKind.DOUBLE)
            .calls(Trigonometry.class, "tan")
            .describe("The tangent of an angle in radians.")
            .example("TAN(0)", "0.0")
            .build(),
        function("COT", NUMBER)
            .takes("angle", ParameterType.DOUBLE)
            .returns(ScalarKind.DOUBLE)
            .calls(Trigonometry.class, "cot")
            .describe("The cotangent of an angle in radians; of 0 a data error.")
            .example("ROUND(COT(0.5), 3)", "1.83")
            .build(),
        function("ASIN", NUMBER)
            .takes("number", ParameterType.DOUBLE)
            .returns(ScalarKind.DOUBLE)
            .calls(Trigonometry.class, "asin")
            .describe("The angle of this sine; beyond -1 and 1 a data error.")
            .example("ROUND(ASIN(1), 3)", "1.571")
            .build(),
        function("ACOS", NUMBER)
            .takes("number", ParameterType.DOUBLE)
            .returns(ScalarKind.DOUBLE)
            .calls(Trigonometry.class, "acos")
            .describe("The angle of this cosine; beyond -1 and 1 a data error.")
            .example("ACOS(1)", "0.0")
            .build(),
        function("ATAN", NUMBER)
            .takes("number", ParameterType.DOUBLE)
            .returns(ScalarKind.DOUBLE)
            .calls(Trigonometry.class, "atan")
            .describe("The angle of this tangent.")
            .example("ROUND(ATAN(1), 3)", "0.785")
            .build(),
        function("ATAN2", NUMBER)
            .takes("y", ParameterType.DOUBLE)
            .takes("x", ParameterType.DOUBLE)
            .returns(ScalarKind.DOUBLE)
            .calls(Trigonometry.class, "atan2")
            .describe("The angle of a point, from its coordinates.")
            .example("ROUND(ATAN2(1, -1), 3)", "2.356")
            .build(),
        function("SINH", NUMBER)
            .takes("number", ParameterType.DOUBLE)
            .returns(ScalarKind.DOUBLE)
            .calls(Trigonometry.class, "sinh")
            .describe("The hyperbolic sine.")
            .example("SINH(0)", "0.0")
            .build(),
        function("COSH", NUMBER)
            .takes("number", ParameterType.DOUBLE)
            .returns(ScalarKind.DOUBLE)
            .calls(Trigonometry.class, "cosh")
            .describe("The hyperbolic cosine.")
            .example("COSH(0)", "1.0")
            .build(),
        function("TANH", NUMBER)
            .takes("number", ParameterType.DOUBLE)
            .returns(ScalarKind.DOUBLE)
            .calls(Trigonometry.class, "tanh")
            .describe("The hyperbolic tangent.")
            .example("TANH(0)", "0.0")
            .build(),
        function("DEGREES", NUMBER)
            .takes("angle", ParameterType.DOUBLE)
            .returns(ScalarKind.DOUBLE)
            .calls(Trigonometry.class, "degrees")
            .describe("Radians as degrees.")
            .example("DEGREES(PI())", "180.0")
            .build(),
        function("RADIANS", NUMBER)
            .takes("angle", ParameterType.DOUBLE)
            .returns(ScalarKind.DOUBLE)
            .calls(Trigonometry.class, "radians")
            .describe("Degrees as radians.")
            .example("ROUND(RADIANS(180), 5)", "3.14159")
            .build(),
        function("PI", NUMBER)
            .returns(ScalarKind.DOUBLE)
            .calls(Trigonometry.class, "pi")
            .describe("The ratio of a circle to its diameter.")
            .example("ROUND(PI(), 5)", "3.14159")
            .build(),
        function("E", NUMBER)
            .returns(ScalarKind.DOUBLE)
            .calls(Trigonometry.class, "e")
            .describe("Euler's number.")
            .example("ROUND(E(), 5)", "2.71828")
            .build(),
        function("BIN", NUMBER)
            .takes("number", ParameterType.INTEGER)
            .returns(ScalarKind.STRING)
            .calls(Encodings.class, "bin")
            .describe("The number in binary digits, a negative one as 64 of them.")
            .example("BIN(10)", "1010")
            .build());
  }
}
