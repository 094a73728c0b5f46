package io.dataflow.expression;

import static io.dataflow.expression.FunctionBuilder.function;
import static io.dataflow.expression.FunctionCategory.COLLECTION;

import io.dataflow.function.Entries;
import java.util.List;

/** Functions on maps. */
final class MapFunctions {
  private MapFunctions() {}

  static List<ScalarFunction> all() {
    return List.of(
        function("MAP_KEYS", COLLECTION)
            .takes("map", ParameterType.MAP)
            .returns(ReturnRule.keys())
            .calls(Entries.class, "keys")
            .describe("The keys as an array, in the order of the map.")
            .example("MAP_KEYS(MAP['a', 1, 'b', 2])", "[\"a\",\"b\"]")
            .build(),
        function("MAP_VALUES", COLLECTION)
            .takes("map", ParameterType.MAP)
            .returns(ReturnRule.values())
            .calls(Entries.class, "values")
            .describe("The values as an array, in the order of the map.")
            .example("MAP_VALUES(MAP['a', 1, 'b', 2])", "[1,2]")
            .build(),
        function("MAP_ENTRIES", COLLECTION)
            .takes("map", ParameterType.MAP)
            .returns(ReturnRule.entries())
            .calls(Entries.class, "entries")
            .describe("The entries as an array of rows of key and value.")
            .example("MAP_ENTRIES(MAP['a', 1])", "[{\"key\":\"a\",\"value\":1}]")
            .example("MAP_ENTRIES(MAP['a', 1])[1].key", "a")
            .build(),
        function("MAP_FROM_ARRAYS", COLLECTION)
            .takes("keys", ParameterType.ARRAY)
            .takes("values", ParameterType.ARRAY)
            .returns(ReturnRule.map())
            .calls(Entries.class, "fromArrays")
            .describe(
                "A map of these keys to these values; a NULL key or arrays of different length are data errors.")
            .example("MAP_FROM_ARRAYS(ARRAY['a', 'b'], ARRAY[1, 2])", "{\"a\":1,\"b\":2}")
            .build(),
        function("MAP_UNION", COLLECTION)
            .takes("map", ParameterType.MAP)
            .takes("other", ParameterType.SAME)
            .andMore()
            .folds(Entries.class, "union")
            .describe(
                "The entries of all maps, which must have the same type; of equal keys the last one counts.")
            .example("MAP_UNION(MAP['a', 1], MAP['a', 2, 'b', 3])", "{\"a\":2,\"b\":3}")
            .build());
  }
}
