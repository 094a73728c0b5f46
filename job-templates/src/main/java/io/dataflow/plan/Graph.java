package io.dataflow.plan;

import io.dataflow.pipeline.TransformDefinition;
import java.util.List;
import java.util.Map;

/**
 * Who reads whom, as far as that is clear.
 *
 * @param inputs id of a transform or sink to the edges that it reads; empty where a diagnostic says
 *     why
 * @param order the transforms that hang on a source, each behind what it reads
 */
record Graph(Map<String, List<String>> inputs, List<TransformDefinition> order) {
  List<String> inputsOf(String id) {
    return inputs.getOrDefault(id, List.of());
  }
}
