package io.dataflow.pipeline;

import java.util.List;
import java.util.Map;

/**
 * What a step does; one record per transform type. Expressions are text here: the planner types
 * them.
 */
public sealed interface TransformConfig {
  /** The {@code transformType} of the definition. */
  String type();

  /** Keeps the records for which the expression is TRUE. */
  record Filter(String expression) implements TransformConfig {
    @Override
    public String type() {
      return "filter";
    }
  }

  /**
   * Keeps the records whose field compares as said; the value is read as the field's type. The
   * seed's {@code field} + {@code value} form.
   *
   * @param operator one of {@code = <> < <= > >=}
   */
  record FieldFilter(String field, String operator, String value) implements TransformConfig {
    @Override
    public String type() {
      return "filter";
    }
  }

  /**
   * Changes fields: first {@code rename}, then {@code drop}, then {@code set}, whose expressions
   * all see the step's input.
   *
   * @param set output field to expression, in the order written; a new field goes to the end
   * @param rename input field to output field; on dotted paths the nested value becomes a field of
   *     its own
   * @param preserveUnmapped false: only renamed and set fields remain
   */
  record MapFields(
      Map<String, String> set,
      Map<String, String> rename,
      List<String> drop,
      boolean preserveUnmapped)
      implements TransformConfig {
    public MapFields {
      set = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(set));
      rename = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(rename));
      drop = List.copyOf(drop);
    }

    @Override
    public String type() {
      return "map";
    }
  }
}
