package io.dataflow.plan;

import io.dataflow.pipeline.TransformDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who reads whom, as far as that is clear.
 *
 * @param inputs id of a transform or sink to the id of what it reads; absent where a diagnostic
 *     says why
 * @param order the transforms that hang on a source, each behind what it reads
 */
record Graph(Map<String, String> inputs, List<TransformDefinition> order) {
  Optional<String> input(String id) {
    return Optional.ofNullable(inputs.get(id));
  }
}
