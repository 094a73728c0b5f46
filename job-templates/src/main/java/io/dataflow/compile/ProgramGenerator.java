package io.dataflow.compile;

import io.dataflow.expression.ExpressionCodeGenerator;
import io.dataflow.expression.GeneratedClass;
import io.dataflow.expression.GeneratedClassCompiler;
import io.dataflow.expression.TypedExpression;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.plan.MappedField;
import io.dataflow.plan.PlanNode;
import io.dataflow.runtime.GeneratedProgram;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the class that takes a row through the steps of a run. Each step is a method that calls
 * the next one's; the last one emits. No text of the definition gets into the source: steps are
 * numbers, and constants are bound as objects.
 */
final class ProgramGenerator {
  /** A run's class: its source, for people and tests, and what travels. */
  record Program(String source, GeneratedProgram program) {}

  private static final String PACKAGE = "io.dataflow.generated";

  /** Assignments in a method; keeps methods below the size that HotSpot compiles. */
  private static final int FIELDS_PER_METHOD = 100;

  private static final int HASH_CHARACTERS = 16;

  private final ExpressionCodeGenerator expressions = new ExpressionCodeGenerator();
  private final StringBuilder methods = new StringBuilder();
  private final Run run;
  private final Map<String, Layout> layouts;

  private ProgramGenerator(Run run, Map<String, Layout> layouts) {
    this.run = run;
    this.layouts = layouts;
  }

  /** The program of a run, or nothing where it has no steps. */
  static Optional<Program> generate(Run run, Map<String, Layout> layouts) {
    return new ProgramGenerator(run, layouts).generate();
  }

  private Optional<Program> generate() {
    List<PlanNode> nodes = run.nodes();
    int first = run.source().isPresent() ? 1 : 0;
    int end = run.sink().isPresent() ? nodes.size() - 1 : nodes.size();
    if (first >= end) {
      return Optional.empty();
    }
    for (int step = first; step < end; step++) {
      addStep(step, step + 1 < end ? "step" + (step + 1) : "emit");
    }
    String body =
        "  public void process(Object[] in) {\n    step" + first + "(in);\n  }\n" + methods;
    String members = expressions.methods();
    String name = "Run_" + hash(body + members);
    String source = source(name, body, members);
    GeneratedClass compiled = GeneratedClassCompiler.compile(PACKAGE + "." + name, source);
    return Optional.of(
        new Program(
            source,
            new GeneratedProgram(compiled.className(), compiled.bytes(), expressions.constants())));
  }

  private static String source(String name, String body, String members) {
    return "package "
        + PACKAGE
        + ";\n\npublic final class "
        + name
        + " extends io.dataflow.runtime.StepProgram {\n"
        + "  private final Object[] constants;\n\n  public "
        + name
        + "(Object[] constants) {\n    this.constants = constants;\n  }\n\n"
        + body
        + members
        + "}\n";
  }

  private void addStep(int step, String next) {
    PlanNode node = run.nodes().get(step);
    if (node instanceof PlanNode.FilterNode filter) {
      addFilter(step, filter, next);
    } else if (node instanceof PlanNode.MapNode map) {
      addMap(step, map, next);
    } else {
      throw new IllegalStateException("a run cannot execute a " + node.kind());
    }
  }

  private void addFilter(int step, PlanNode.FilterNode filter, String next) {
    Layout layout = layouts.get(filter.input());
    String condition = expressions.addCondition(filter.condition(), layout::position);
    methods
        .append("\n  private void step" + step + "(Object[] in) {\n")
        .append("    boolean kept;\n")
        .append("    try {\n      kept = " + condition + "(in);\n    }")
        .append(failed(step))
        .append("    if (timed) {\n      ended(" + step + ");\n    }\n")
        .append("    if (kept) {\n      " + next + "(in);\n    } else {\n")
        .append("      filtered(" + step + ");\n    }\n  }\n");
  }

  private void addMap(int step, PlanNode.MapNode map, String next) {
    Layout layout = layouts.get(map.input());
    int size = map.fields().size();
    int parts = (size + FIELDS_PER_METHOD - 1) / FIELDS_PER_METHOD;
    methods
        .append("\n  private void step" + step + "(Object[] in) {\n")
        .append("    Object[] out = new Object[" + size + "];\n")
        .append("    try {\n");
    for (int part = 0; part < parts; part++) {
      methods.append("      fill" + step + "_" + part + "(in, out);\n");
    }
    methods
        .append("    }" + failed(step))
        .append("    if (timed) {\n      ended(" + step + ");\n    }\n")
        .append("    " + next + "(out);\n  }\n");
    for (int part = 0; part < parts; part++) {
      methods.append(
          "\n  private void fill" + step + "_" + part + "(Object[] in, Object[] out) {\n");
      int start = part * FIELDS_PER_METHOD;
      for (int i = start; i < Math.min(size, start + FIELDS_PER_METHOD); i++) {
        addField(step, i, map, layout);
      }
      methods.append("  }\n");
    }
  }

  private void addField(int step, int index, PlanNode.MapNode map, Layout layout) {
    MappedField field = map.fields().get(index);
    String target = "out[" + index + "] = ";
    if (field instanceof MappedField.Copied copied) {
      methods.append("    " + target + "in[" + layout.position(copied.position()) + "];\n");
    } else if (field instanceof MappedField.Computed computed) {
      TypedExpression expression = computed.expression();
      String value = expressions.addValue(expression, layout::position) + "(in)";
      if (map.onError() == ErrorPolicy.NULL) {
        methods
            .append("    try {\n      " + target + value + ";\n")
            .append("    } catch (io.dataflow.error.DataException e) {\n")
            .append("      nulled(" + step + ");\n    }\n");
      } else {
        methods.append("    " + target + value + ";\n");
      }
    }
  }

  private static String failed(int step) {
    return " catch (io.dataflow.error.DataException e) {\n      failed("
        + step
        + ", in, e);\n      return;\n    }\n";
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
