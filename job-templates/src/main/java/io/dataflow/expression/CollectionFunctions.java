package io.dataflow.expression;

import static io.dataflow.expression.FunctionBuilder.function;
import static io.dataflow.expression.FunctionCategory.COLLECTION;

import io.dataflow.function.Elements;
import io.dataflow.schema.ScalarKind;
import java.util.List;

/** Functions on arrays. */
final class CollectionFunctions {
  private CollectionFunctions() {}

  static List<ScalarFunction> all() {
    return List.of(
        function("CARDINALITY", COLLECTION)
            .alsoCalled("ARRAY_LENGTH", "ARRAY_SIZE")
            .takes("collection", ParameterType.ARRAY_OR_MAP)
            .returns(ScalarKind.INT)
            .calls(Elements.class, "cardinality")
            .describe("The number of elements of an array or of entries of a map.")
            .example("CARDINALITY(ARRAY['a', 'b'])", "2")
            .build(),
        function("ARRAY_CONTAINS", COLLECTION)
            .takes("array", ParameterType.ARRAY)
            .takes("value", ParameterType.ELEMENT)
            .returns(ScalarKind.BOOLEAN)
            .calls(Elements.class, "contains")
            .describe(
                "Whether the value, which must have the type of the elements, is in the array.")
            .example("ARRAY_CONTAINS(ARRAY['a', 'b'], 'b')", "true")
            .build(),
        function("ARRAY_POSITION", COLLECTION)
            .takes("array", ParameterType.ARRAY)
            .takes("value", ParameterType.ELEMENT)
            .returns(ScalarKind.INT)
            .calls(Elements.class, "position")
            .describe(
                "The position of the first element that equals the value, counted from 1; 0 if none does.")
            .example("ARRAY_POSITION(ARRAY['a', 'b'], 'b')", "2")
            .build(),
        function("ARRAY_REMOVE", COLLECTION)
            .takes("array", ParameterType.ARRAY)
            .takes("value", ParameterType.ELEMENT)
            .calls(Elements.class, "remove")
            .describe("The array without the elements that equal the value.")
            .example("ARRAY_REMOVE(ARRAY[1, 2, 1], 1)", "[2]")
            .build(),
        function("ARRAY_JOIN", COLLECTION)
            .takes("array", ParameterType.SCALAR_ARRAY)
            .takes("delimiter", ParameterType.STRING)
            .mayTake("null", ParameterType.STRING)
            .returns(ScalarKind.STRING)
            .withTypeOfArgument()
            .calls(Elements.class, "join")
            .describe(
                "The elements as one text, with the delimiter between them; elements that are NULL are left out, or written as the third argument.")
            .example("ARRAY_JOIN(ARRAY['a', 'b'], '+')", "a+b")
            .example("ARRAY_JOIN(ARRAY[1, NULL, 3], ',', '-')", "1,-,3")
            .build(),
        function("ARRAY_CONCAT", COLLECTION)
            .takes("array", ParameterType.ARRAY)
            .takes("other", ParameterType.SAME)
            .andMore()
            .folds(Elements.class, "concat")
            .describe("The elements of all arrays, which must have the same type.")
            .example("ARRAY_CONCAT(ARRAY[1], ARRAY[2, 3])", "[1,2,3]")
            .build(),
        function("ARRAY_DISTINCT", COLLECTION)
            .takes("array", ParameterType.ARRAY)
            .calls(Elements.class, "distinct")
            .describe("The array without elements that occurred before.")
            .example("ARRAY_DISTINCT(ARRAY[2, 1, 2])", "[2,1]")
            .build(),
        function("ARRAY_UNION", COLLECTION)
            .takes("array", ParameterType.ARRAY)
            .takes("other", ParameterType.SAME)
            .calls(Elements.class, "union")
            .describe("The elements of both arrays, each once.")
            .example("ARRAY_UNION(ARRAY[1, 2], ARRAY[2, 3])", "[1,2,3]")
            .build(),
        function("ARRAY_INTERSECT", COLLECTION)
            .takes("array", ParameterType.ARRAY)
            .takes("other", ParameterType.SAME)
            .calls(Elements.class, "intersect")
            .describe("The elements that are in both arrays, each once.")
            .example("ARRAY_INTERSECT(ARRAY[1, 2], ARRAY[2, 3])", "[2]")
            .build(),
        function("ARRAY_EXCEPT", COLLECTION)
            .takes("array", ParameterType.ARRAY)
            .takes("other", ParameterType.SAME)
            .calls(Elements.class, "except")
            .describe("The elements of the first array that are not in the second, each once.")
            .example("ARRAY_EXCEPT(ARRAY[1, 2], ARRAY[2, 3])", "[1]")
            .build(),
        function("ARRAY_REVERSE", COLLECTION)
            .takes("array", ParameterType.ARRAY)
            .calls(Elements.class, "reverse")
            .describe("The elements from last to first.")
            .example("ARRAY_REVERSE(ARRAY[1, 2])", "[2,1]")
            .build(),
        function("ARRAY_SLICE", COLLECTION)
            .takes("array", ParameterType.ARRAY)
            .takes("start", ParameterType.INTEGER)
            .mayTake("end", ParameterType.INTEGER)
            .calls(Elements.class, "slice")
            .describe(
                "The elements from one position to another, both inclusive and counted from 1, negative ones from the end.")
            .example("ARRAY_SLICE(ARRAY[1, 2, 3, 4], 2, 3)", "[2,3]")
            .example("ARRAY_SLICE(ARRAY[1, 2, 3, 4], -2)", "[3,4]")
            .build(),
        function("ARRAY_SORT", COLLECTION)
            .takes("array", ParameterType.ORDERED_ARRAY)
            .mayTake("ascending", ParameterType.BOOLEAN)
            .calls(Elements.class, "sort")
            .describe(
                "The elements in ascending order with NULL first, or in descending order with NULL last.")
            .example("ARRAY_SORT(ARRAY[3, 1, NULL])", "[null,1,3]")
            .example("ARRAY_SORT(ARRAY['b', 'c'], FALSE)", "[\"c\",\"b\"]")
            .build(),
        function("ARRAY_MAX", COLLECTION)
            .takes("array", ParameterType.ORDERED_ARRAY)
            .returns(ReturnRule.element())
            .mayBeNull()
            .calls(Elements.class, "max")
            .describe("The greatest element that is not NULL; NULL if there is none.")
            .example("ARRAY_MAX(ARRAY[3, 7, 5])", "7")
            .build(),
        function("ARRAY_MIN", COLLECTION)
            .takes("array", ParameterType.ORDERED_ARRAY)
            .returns(ReturnRule.element())
            .mayBeNull()
            .calls(Elements.class, "min")
            .describe("The least element that is not NULL; NULL if there is none.")
            .example("ARRAY_MIN(ARRAY[3, 7, 5])", "3")
            .build(),
        function("ELEMENT", COLLECTION)
            .takes("array", ParameterType.ARRAY)
            .returns(ReturnRule.element())
            .mayBeNull()
            .calls(Elements.class, "only")
            .describe(
                "The only element, NULL if the array is empty; more than one are a data error.")
            .example("ELEMENT(ARRAY['a'])", "a")
            .build());
  }
}
