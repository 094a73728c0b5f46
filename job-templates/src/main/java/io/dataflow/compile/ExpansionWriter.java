package io.dataflow.compile;

import io.dataflow.expression.ExpressionCodeGenerator;
import io.dataflow.pipeline.Enrich;
import io.dataflow.plan.EnrichNode;
import io.dataflow.plan.FlatMapNode;
import io.dataflow.plan.MappedField;
import io.dataflow.schema.RecordSchema;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Writes the steps that add values to a row that are not computed of it alone. */
final class ExpansionWriter {
  private final ExpressionCodeGenerator expressions;
  private final Map<String, Layout> layouts;

  ExpansionWriter(ExpressionCodeGenerator expressions, Map<String, Layout> layouts) {
    this.expressions = expressions;
    this.layouts = layouts;
  }

  /** A loop over the elements; each of them goes on to the next step in a row of its own. */
  String flatMap(int step, FlatMapNode node, String next) {
    Layout layout = layouts.get(node.input());
    String row = node.flattened() ? "(Object[]) " : "";
    StringBuilder source = new StringBuilder();
    source
        .append("\n  private void step" + step + "(Object[] in) {\n")
        .append("    Object[] elements;\n")
        .append("    try {\n      elements = elements" + step + "(in);\n    }")
        .append(ProgramGenerator.failed(step))
        .append("    if (timed) {\n      ended(" + step + ");\n    }\n")
        .append("    if (elements == null || elements.length == 0) {\n")
        .append(
            node.keepEmpty()
                ? "      " + next + "(row" + step + "(in, null, -1));\n"
                : "      filtered(" + step + ");\n")
        .append("      return;\n    }\n")
        .append("    added(" + step + ", elements.length - 1);\n")
        .append("    for (int i = 0; i < elements.length; i++) {\n")
        .append("      " + next + "(row" + step + "(in, " + row + "elements[i], i));\n")
        .append("    }\n  }\n")
        .append("\n  private Object[] elements" + step + "(Object[] in) {\n")
        .append(elements(node, layout))
        .append("  }\n");
    String added = (node.flattened() ? "Object[]" : "Object") + " element, int index";
    source.append(
        rows(
            step,
            new Output(node.outputSchema(), node.projectedSchema(), node.fields()),
            layout,
            new Added(added, "element, index", position -> elementValue(node, position))));
    return source.toString();
  }

  private String elements(FlatMapNode node, Layout layout) {
    String value = expressions.addValue(node.elements(), layout::position) + "(in)";
    if (node.delimiter().isPresent()) {
      return "    String text = "
          + value
          + ";\n    return text == null ? null : io.dataflow.function.Elements.parts(text, "
          + expressions.constant(node.delimiter().get(), String.class)
          + ", "
          + node.trim()
          + ");\n";
    }
    return node.ofMap()
        ? "    java.util.Map map = "
            + value
            + ";\n    return map == null ? null : io.dataflow.function.Elements.entries(map);\n"
        : "    return " + value + ";\n";
  }

  private static String elementValue(FlatMapNode node, int position) {
    if (position == node.elementFields()) {
      return node.keepEmpty()
          ? "index < 0 ? null : Integer.valueOf(index)"
          : "Integer.valueOf(index)";
    }
    return node.flattened() ? "element == null ? null : element[" + position + "]" : "element";
  }

  /**
   * The row with what a table has under its key.
   *
   * @param table its index in the run
   */
  String enrich(int step, EnrichNode node, int table, String next) {
    Layout layout = layouts.get(node.input());
    StringBuilder source = new StringBuilder();
    source
        .append("\n  private void step" + step + "(Object[] in) {\n")
        .append("    Object[] found;\n")
        .append("    try {\n      found = found" + step + "(in);\n    }")
        .append(ProgramGenerator.failed(step))
        .append("    if (timed) {\n      ended(" + step + ");\n    }\n");
    switch (node.onMiss()) {
      case DROP ->
          source
              .append("    if (found == null) {\n")
              .append("      filtered(" + step + ");\n      return;\n    }\n");
      case NULL -> source.append("    if (found == null) {\n      nulled(" + step + ");\n    }\n");
      case ERROR -> {}
    }
    String look = node.onMiss() == Enrich.OnMiss.ERROR ? "get" : "find";
    source
        .append("    " + next + "(row" + step + "(in, found));\n  }\n")
        .append("\n  private Object[] found" + step + "(Object[] in) {\n")
        .append("    Object[] key = new Object[" + node.key().size() + "];\n");
    for (int i = 0; i < node.key().size(); i++) {
      source.append("    key[" + i + "] = " + key(node.key().get(i), layout) + ";\n");
    }
    source.append("    return " + look + "(" + table + ", key);\n  }\n");
    boolean maybe = node.onMiss() == Enrich.OnMiss.NULL;
    source.append(
        rows(
            step,
            new Output(node.outputSchema(), node.projectedSchema(), node.fields()),
            layout,
            new Added(
                "Object[] found",
                "found",
                position -> (maybe ? "found == null ? null : " : "") + "found[" + position + "]")));
    return source.toString();
  }

  private String key(MappedField key, Layout layout) {
    return key instanceof MappedField.Computed computed
        ? expressions.addValue(computed.expression(), layout::position) + "(in)"
        : value(key, layout, null);
  }

  /** The fields of a step's output, of which its rows have those of {@code projected}. */
  private record Output(RecordSchema schema, RecordSchema projected, List<MappedField> fields) {}

  /**
   * What is there beside the input's values.
   *
   * @param parameters with their types
   * @param arguments the same without
   * @param value the term that answers the value at a position
   */
  private record Added(String parameters, String arguments, IntFunction<String> value) {}

  /** The method that puts a row together, in parts that HotSpot compiles. */
  private static String rows(int step, Output output, Layout layout, Added added) {
    int size = output.projected().size();
    StringBuilder whole = new StringBuilder();
    StringBuilder parts = new StringBuilder();
    for (int start = 0; start < size; start += ProgramGenerator.FIELDS_PER_METHOD) {
      String part = "fill" + step + "_" + start / ProgramGenerator.FIELDS_PER_METHOD;
      whole.append("    " + part + "(in, " + added.arguments() + ", out);\n");
      parts.append(
          "\n  private void "
              + part
              + "(Object[] in, "
              + added.parameters()
              + ", Object[] out) {\n");
      for (int i = start; i < Math.min(size, start + ProgramGenerator.FIELDS_PER_METHOD); i++) {
        MappedField field =
            output.fields().get(output.schema().indexOf(output.projected().names().get(i)));
        parts.append("    out[" + i + "] = " + value(field, layout, added) + ";\n");
      }
      parts.append("  }\n");
    }
    return "\n  private Object[] row"
        + step
        + "(Object[] in, "
        + added.parameters()
        + ") {\n    Object[] out = new Object["
        + size
        + "];\n"
        + whole
        + "    return out;\n  }\n"
        + parts;
  }

  private static String value(MappedField field, Layout layout, Added added) {
    if (field instanceof MappedField.Copied copied) {
      return "in[" + layout.position(copied.position()) + "]";
    } else if (field instanceof MappedField.Added looked) {
      return added.value().apply(looked.position());
    }
    throw new IllegalStateException("no expression is expected here: " + field);
  }
}
