package io.dataflow.compile;

import io.dataflow.expression.ExpressionCodeGenerator;
import io.dataflow.expression.GeneratedClass;
import io.dataflow.expression.GeneratedClassCompiler;
import io.dataflow.expression.TypedExpression;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.plan.EnrichNode;
import io.dataflow.plan.FlatMapNode;
import io.dataflow.plan.KeyedNode;
import io.dataflow.plan.MappedField;
import io.dataflow.plan.PlanNode;
import io.dataflow.plan.RouteNode;
import io.dataflow.plan.UnionNode;
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
  /** A generated class: its source, for people and tests, and what travels. */
  record Program(String source, GeneratedProgram program) {}

  private static final String PACKAGE = "io.dataflow.generated";

  /** Assignments in a method; keeps methods below the size that HotSpot compiles. */
  static final int FIELDS_PER_METHOD = 100;

  private static final int HASH_CHARACTERS = 16;

  private final ExpressionCodeGenerator expressions = new ExpressionCodeGenerator();
  private final ExpansionWriter expansions;
  private final StringBuilder methods = new StringBuilder();
  private final Run run;
  private final Map<String, Layout> layouts;

  private ProgramGenerator(Run run, Map<String, Layout> layouts) {
    this.run = run;
    this.layouts = layouts;
    this.expansions = new ExpansionWriter(expressions, layouts);
  }

  /** The program of a run, or nothing where it has no steps. */
  static Optional<Program> generate(Run run, Map<String, Layout> layouts) {
    return new ProgramGenerator(run, layouts).generate();
  }

  private Optional<Program> generate() {
    List<PlanNode> counted = run.counted();
    int first = run.source().isPresent() ? 1 : 0;
    int end = run.sink().isPresent() ? counted.size() - 1 : counted.size();
    if (run.head().isPresent() && passesThrough()) {
      end--;
    }
    if (first >= end) {
      return Optional.empty();
    }
    for (int step = first; step < end; step++) {
      addStep(step, step + 1 < end ? "step" + (step + 1) : "emit");
    }
    String body =
        "  public void process(Object[] in) {\n    step" + first + "(in);\n  }\n" + methods;
    return Optional.of(compile("Run", "io.dataflow.runtime.StepProgram", body, expressions));
  }

  /** The program of a condition over rows that lie as it counts them. */
  static Program condition(TypedExpression condition) {
    ExpressionCodeGenerator expressions = new ExpressionCodeGenerator();
    String method = expressions.addCondition(condition);
    String body = "  public boolean test(Object[] row) {\n    return " + method + "(row);\n  }\n";
    return compile("Condition", "io.dataflow.runtime.RowCondition", body, expressions);
  }

  private static Program compile(
      String prefix, String superclass, String body, ExpressionCodeGenerator expressions) {
    String members = expressions.methods();
    String name = prefix + "_" + hash(body + members);
    String source =
        "package "
            + PACKAGE
            + ";\n\npublic final class "
            + name
            + " extends "
            + superclass
            + " {\n  private final Object[] constants;\n\n  public "
            + name
            + "(Object[] constants) {\n    this.constants = constants;\n  }\n\n"
            + body
            + members
            + "}\n";
    GeneratedClass compiled = GeneratedClassCompiler.compile(PACKAGE + "." + name, source);
    return new Program(
        source,
        new GeneratedProgram(compiled.className(), compiled.bytes(), expressions.constants()));
  }

  private void addStep(int step, String next) {
    PlanNode node = run.counted().get(step);
    if (step == run.nodes().size()) {
      Run.Head head = run.head().orElseThrow();
      addFields(step, headFields(head), headLayout(head), node.onError(), next);
    } else if (node instanceof PlanNode.FilterNode filter) {
      addFilter(step, filter, next);
    } else if (node instanceof PlanNode.MapNode map) {
      addFields(step, map.fields(), layouts.get(map.input()), map.onError(), next);
    } else if (node instanceof FlatMapNode flatMap) {
      methods.append(expansions.flatMap(step, flatMap, next));
    } else if (node instanceof EnrichNode enrich) {
      methods.append(expansions.enrich(step, enrich, run.enriches().indexOf(enrich), next));
    } else if (node instanceof RouteNode route) {
      addRoute(step, route);
    } else {
      throw new IllegalStateException("a run cannot execute a " + node.kind());
    }
  }

  private Layout headLayout(Run.Head head) {
    return layouts.get(head.step().inputs().get(head.input()));
  }

  /** What the step behind the run wants of each row. */
  private static List<MappedField> headFields(Run.Head head) {
    if (head.step() instanceof KeyedNode keyed) {
      return keyed.keyedInputs().get(head.input()).fields();
    }
    UnionNode union = (UnionNode) head.step();
    return union.projectedSchema().names().stream()
        .<MappedField>map(name -> new MappedField.Copied(union.outputSchema().indexOf(name)))
        .toList();
  }

  /** Whether the rows already lie as the step behind wants them. */
  private boolean passesThrough() {
    Run.Head head = run.head().orElseThrow();
    return isCopy(headFields(head), headLayout(head));
  }

  /** Whether the rows stay as they are: what is dropped, the source does not even read. */
  private static boolean isCopy(List<MappedField> fields, Layout layout) {
    for (int i = 0; i < fields.size(); i++) {
      if (!(fields.get(i) instanceof MappedField.Copied copied)
          || layout.position(copied.position()) != i) {
        return false;
      }
    }
    return fields.size() == layout.physical().size();
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

  private void addRoute(int step, RouteNode route) {
    Layout layout = layouts.get(route.input());
    methods
        .append("\n  private void step" + step + "(Object[] in) {\n")
        .append("    int route;\n    try {\n      route = route" + step + "(in);\n    }")
        .append(failed(step))
        .append("    if (timed) {\n      ended(" + step + ");\n    }\n")
        .append("    if (route < 0) {\n      filtered(" + step + ");\n    } else {\n")
        .append("      emitTo(route, in);\n    }\n  }\n")
        .append("\n  private int route" + step + "(Object[] in) {\n");
    for (int i = 0; i < route.conditions().size(); i++) {
      String condition = expressions.addCondition(route.conditions().get(i), layout::position);
      methods.append("    if (" + condition + "(in)) {\n      return " + i + ";\n    }\n");
    }
    int otherwise = route.otherwise().isPresent() ? route.conditions().size() : -1;
    methods.append("    return " + otherwise + ";\n  }\n");
  }

  private void addFields(
      int step, List<MappedField> fields, Layout layout, ErrorPolicy onError, String next) {
    if (isCopy(fields, layout)) {
      methods
          .append("\n  private void step" + step + "(Object[] in) {\n")
          .append("    if (timed) {\n      ended(" + step + ");\n    }\n")
          .append("    " + next + "(in);\n  }\n");
      return;
    }
    int size = fields.size();
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
        addField(step, i, fields.get(i), layout, onError);
      }
      methods.append("  }\n");
    }
  }

  private void addField(
      int step, int index, MappedField field, Layout layout, ErrorPolicy onError) {
    String target = "out[" + index + "] = ";
    if (field instanceof MappedField.Copied copied) {
      methods.append("    " + target + "in[" + layout.position(copied.position()) + "];\n");
    } else if (field instanceof MappedField.Computed computed) {
      String value = expressions.addValue(computed.expression(), layout::position) + "(in)";
      if (onError == ErrorPolicy.NULL) {
        methods
            .append("    try {\n      " + target + value + ";\n")
            .append("    } catch (io.dataflow.error.DataException e) {\n")
            .append("      nulled(" + step + ");\n    }\n");
      } else {
        methods.append("    " + target + value + ";\n");
      }
    }
  }

  static String failed(int step) {
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
