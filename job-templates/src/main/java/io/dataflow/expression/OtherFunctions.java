package io.dataflow.expression;

import static io.dataflow.expression.FunctionBuilder.function;
import static io.dataflow.expression.FunctionCategory.COLLECTION;
import static io.dataflow.expression.FunctionCategory.HASH;

import io.dataflow.function.Elements;
import io.dataflow.function.Hashes;
import io.dataflow.schema.ScalarKind;
import java.util.List;

/** Digests, arrays and maps. */
final class OtherFunctions {
  private OtherFunctions() {}

  static List<ScalarFunction> all() {
    return List.of(
        function("MD5", HASH)
            .takes("value", ParameterType.STRING_OR_BYTES)
            .returns(ScalarKind.STRING)
            .calls(Hashes.class, "md5")
            .describe("The MD5 digest as hexadecimal digits. Not for secrets.")
            .example("MD5('abc')", "900150983cd24fb0d6963f7d28e17f72")
            .build(),
        function("SHA256", HASH)
            .takes("value", ParameterType.STRING_OR_BYTES)
            .returns(ScalarKind.STRING)
            .calls(Hashes.class, "sha256")
            .describe("The SHA-256 digest as hexadecimal digits.")
            .example(
                "SHA256('abc')", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
            .build(),
        function("CARDINALITY", COLLECTION)
            .takes("collection", ParameterType.ARRAY_OR_MAP)
            .returns(ScalarKind.INT)
            .calls(Elements.class, "cardinality")
            .describe("The number of elements of an array or of entries of a map.")
            .example("CARDINALITY(ARRAY['a', 'b'])", "2")
            .build(),
        function("ARRAY_CONTAINS", COLLECTION)
            .takes("array", ParameterType.ARRAY)
            .takes("value", ParameterType.SCALAR)
            .returns(ScalarKind.BOOLEAN)
            .calls(Elements.class, "contains")
            .describe(
                "Whether the value, which must have the type of the elements, is in the array.")
            .example("ARRAY_CONTAINS(ARRAY['a', 'b'], 'b')", "true")
            .build());
  }
}
