package io.dataflow.plan;

import io.dataflow.error.Diagnostics;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.NearestName;
import io.dataflow.error.Pointers;
import io.dataflow.pipeline.Gaps;
import io.dataflow.pipeline.PipelineDefinition;
import io.dataflow.pipeline.SinkDefinition;
import io.dataflow.pipeline.SourceDefinition;
import io.dataflow.pipeline.TransformConfig;
import io.dataflow.pipeline.TransformDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules of the graph: one name space, clear inputs, no cycle, nothing unread. */
final class GraphResolver {
  /** Far beyond what people write; keeps planning, the generated code and the job graph bounded. */
  static final int MAX_STEPS = 1000;

  private static final String TRANSFORMS = "/transforms";

  private final PipelineDefinition definition;
  private final Gaps gaps;
  private final Diagnostics diagnostics;

  /** Edges that can be read, with the pointer of what makes each. */
  private final Map<String, String> outputs = new LinkedHashMap<>();

  /** Routes that bear their id, with the edges of each. */
  private final Map<String, List<String>> routes = new LinkedHashMap<>();

  private final Set<String> transformPointers = new HashSet<>();
  private final Set<String> sinkIds = new HashSet<>();
  private final Map<String, List<String>> inputs = new LinkedHashMap<>();
  private boolean clear = true;

  private GraphResolver(PipelineDefinition definition, Gaps gaps, Diagnostics diagnostics) {
    this.definition = definition;
    this.gaps = gaps;
    this.diagnostics = diagnostics;
  }

  static Graph resolve(PipelineDefinition definition, Gaps gaps, Diagnostics diagnostics) {
    return new GraphResolver(definition, gaps, diagnostics).resolve();
  }

  private Graph resolve() {
    if (definition.transforms().size() > MAX_STEPS) {
      error(
          ErrorCode.DOCUMENT_TOO_LARGE,
          TRANSFORMS,
          "a pipeline has at most " + MAX_STEPS + " transforms",
          "merge filters with AND, and maps into one");
      return new Graph(Map.of(), List.of());
    }
    if (definition.sources().isEmpty() && !sourcesLost()) {
      error(ErrorCode.MISSING_VALUE, "", "there is no source", "add \"source\": {...}");
    }
    if (definition.sinks().isEmpty() && !sinksLost()) {
      error(ErrorCode.MISSING_VALUE, "", "there is no sink", "add \"sink\": {...}");
    }
    collectIds();
    for (int i = 0; i < definition.transforms().size(); i++) {
      if (bearsItsId(definition.transforms().get(i))) {
        transformInput(i);
      }
    }
    definition.sinks().stream()
        .filter(sink -> sinkIds.contains(sink.id()))
        .forEach(this::sinkInput);
    StepOrder order = order();
    order.cycles().forEach(this::reportCycle);
    if (clear && !sinksLost() && !gaps.covers(TRANSFORMS)) {
      unread();
    }
    return new Graph(inputs, order.steps());
  }

  private boolean sourcesLost() {
    return gaps.covers("/source") || gaps.covers("/sources");
  }

  private boolean sinksLost() {
    return gaps.covers("/sink") || gaps.covers("/sinks");
  }

  /** Whether there may be a name that could not be read. */
  private boolean namesLost() {
    return sourcesLost()
        || gaps.covers(TRANSFORMS)
        || definition.transforms().stream()
            .anyMatch(step -> gaps.covers(Pointers.child(step.pointer(), "id")));
  }

  /** Whether the step may have outputs whose names could not be read. */
  private boolean outputsLost(TransformDefinition step) {
    return step.config() instanceof TransformConfig.Unreadable
        || (!step.config().outputs().isEmpty()
            && gaps.touches(Pointers.child(step.pointer(), "config")));
  }

  private void collectIds() {
    Map<String, String> seen = new LinkedHashMap<>();
    for (SourceDefinition source : definition.sources()) {
      if (unique(seen, source.id(), source.pointer())) {
        outputs.put(source.id(), source.pointer());
      }
    }
    for (TransformDefinition transform : definition.transforms()) {
      if (unique(seen, transform.id(), transform.pointer())) {
        transformPointers.add(transform.pointer());
        addOutputs(transform);
      }
    }
    for (SinkDefinition sink : definition.sinks()) {
      if (unique(seen, sink.id(), sink.pointer())) {
        sinkIds.add(sink.id());
      }
    }
    definition
        .deadLetter()
        .ifPresent(
            sink -> {
              if (unique(seen, sink.id(), sink.pointer())) {
                sinkIds.add(sink.id());
              }
            });
  }

  private boolean unique(Map<String, String> seen, String id, String pointer) {
    String other = seen.putIfAbsent(id, pointer);
    if (other != null) {
      error(
          ErrorCode.DUPLICATE_ID,
          pointer,
          "the id '" + id + "' is taken by " + other,
          "sources, transforms and sinks share one name space: give one of them another id");
    }
    return other == null;
  }

  private void addOutputs(TransformDefinition transform) {
    List<String> names = transform.config().outputs();
    if (names.isEmpty()) {
      outputs.put(transform.id(), transform.pointer());
    } else {
      List<String> edges = names.stream().map(transform::output).toList();
      routes.put(transform.id(), edges);
      edges.forEach(edge -> outputs.put(edge, transform.pointer()));
    }
  }

  /** Of two that share an id the second is left aside: nobody can say which of them is meant. */
  private boolean bearsItsId(TransformDefinition transform) {
    return transformPointers.contains(transform.pointer());
  }

  private void transformInput(int index) {
    TransformDefinition transform = definition.transforms().get(index);
    TransformConfig config = transform.config();
    String pointer = transform.pointer();
    String place = Pointers.child(pointer, "inputs");
    List<String> written = transform.inputs();
    if (gaps.touches(place)) {
      clear = false;
    } else if (written.size() > config.mostInputs()) {
      String most = config.mostInputs() == 1 ? "one input" : config.mostInputs() + " inputs";
      error(
          ErrorCode.AMBIGUOUS_INPUT,
          place,
          "a " + config.type() + " reads " + most + ", not " + written.size(),
          config.mostInputs() == 1
              ? "name one of: " + String.join(", ", written)
              : "unite or join them step by step");
    } else if (!written.isEmpty() && written.size() < config.leastInputs()) {
      tooFew(config, place);
    } else if (!written.isEmpty()) {
      List<String> known = new ArrayList<>();
      for (int i = 0; i < written.size(); i++) {
        known(written.get(i), Pointers.child(place, Integer.toString(i))).ifPresent(known::add);
      }
      if (known.size() == written.size()) {
        inputs.put(transform.id(), known);
      }
    } else if (config.leastInputs() > 1) {
      tooFew(config, pointer);
    } else if (index > 0) {
      precedes(transform.id(), definition.transforms().get(index - 1), "inputs", pointer);
    } else {
      singleSource(transform.id(), "inputs", pointer);
    }
  }

  private void tooFew(TransformConfig config, String pointer) {
    error(
        ErrorCode.AMBIGUOUS_INPUT,
        pointer,
        "a " + config.type() + " reads at least " + config.leastInputs() + " inputs",
        "add \"inputs\" with the ids of what it reads; known: "
            + String.join(", ", others(pointer)));
  }

  /** The edges that do not come from the step in which the place is. */
  private List<String> others(String place) {
    return outputs.entrySet().stream()
        .filter(edge -> !(place + "/").startsWith(edge.getValue() + "/"))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The step before, unless that is a route: then nobody can say which of its outputs is meant. */
  private void precedes(String reader, TransformDefinition before, String member, String pointer) {
    List<String> edges = routes.get(before.id());
    if (edges == null) {
      inputs.put(reader, List.of(before.id()));
    } else {
      error(
          ErrorCode.AMBIGUOUS_INPUT,
          pointer,
          "'" + reader + "' does not say which output of '" + before.id() + "' it reads",
          "add \"" + member + "\" with one of: " + String.join(", ", edges));
    }
  }

  private void sinkInput(SinkDefinition sink) {
    List<TransformDefinition> transforms = definition.transforms();
    String pointer = Pointers.child(sink.pointer(), "input");
    if (gaps.covers(pointer)) {
      clear = false;
    } else if (sink.input().isPresent()) {
      known(sink.input().get(), pointer).ifPresent(input -> inputs.put(sink.id(), List.of(input)));
    } else if (gaps.covers(TRANSFORMS)) {
      clear = false;
    } else if (!transforms.isEmpty()) {
      precedes(sink.id(), transforms.get(transforms.size() - 1), "input", sink.pointer());
    } else {
      singleSource(sink.id(), "input", sink.pointer());
    }
  }

  private void singleSource(String reader, String member, String pointer) {
    List<SourceDefinition> sources = definition.sources();
    if (sourcesLost()) {
      clear = false;
    } else if (sources.size() == 1) {
      inputs.put(reader, List.of(sources.get(0).id()));
    } else if (sources.size() > 1) {
      String ids = String.join(", ", sources.stream().map(SourceDefinition::id).toList());
      error(
          ErrorCode.AMBIGUOUS_INPUT,
          pointer,
          "'" + reader + "' does not say which of the sources it reads",
          "add \"" + member + "\" with one of: " + ids);
    }
  }

  /**
   * The edge of that name; a named output of a step whose outputs could not be read is known by the
   * step's id.
   */
  private Optional<String> known(String input, String pointer) {
    if (outputs.containsKey(input)) {
      return Optional.of(input);
    }
    String step = stepOf(input);
    if (definition.transforms().stream()
        .anyMatch(each -> each.id().equals(step) && outputsLost(each))) {
      return Optional.of(step);
    }
    if (namesLost()) {
      clear = false;
    } else if (sinkIds.contains(input)) {
      error(
          ErrorCode.UNKNOWN_INPUT,
          pointer,
          "'" + input + "' is a sink, and a sink has no output",
          "known: " + String.join(", ", others(pointer)));
    } else if (routes.containsKey(input)) {
      error(
          ErrorCode.UNKNOWN_INPUT,
          pointer,
          "'" + input + "' is a route: one of its outputs has to be named",
          "name one of: " + String.join(", ", routes.get(input)));
    } else {
      error(
          ErrorCode.UNKNOWN_INPUT,
          pointer,
          "unknown input '" + input + "'",
          NearestName.hint(input, others(pointer)));
    }
    return Optional.empty();
  }

  private StepOrder order() {
    List<TransformDefinition> clearSteps =
        definition.transforms().stream()
            .filter(each -> bearsItsId(each) && inputs.containsKey(each.id()))
            .toList();
    Set<String> sources =
        definition.sources().stream().map(SourceDefinition::id).collect(Collectors.toSet());
    return StepOrder.of(clearSteps, inputs, sources);
  }

  private void reportCycle(List<TransformDefinition> cycle) {
    List<String> ids = cycle.stream().map(TransformDefinition::id).toList();
    error(
        ErrorCode.CYCLE,
        cycle.get(0).pointer(),
        "a cycle: " + String.join(" reads ", ids) + " reads " + ids.get(0),
        "a pipeline flows from its sources to its sinks: let one of them read something else");
  }

  /** The step that has the named output; empty where the name is that of a step. */
  private static String stepOf(String edge) {
    return edge.substring(0, Math.max(0, edge.indexOf('.')));
  }

  private void unread() {
    Set<String> read = new HashSet<>();
    inputs.values().forEach(read::addAll);
    outputs.forEach(
        (id, pointer) -> {
          if (!read.contains(id) && !read.contains(stepOf(id))) {
            error(
                ErrorCode.UNREAD_OUTPUT,
                pointer,
                "nothing reads the output of '" + id + "'",
                "let a transform or a sink read it, or remove it");
          }
        });
  }

  private void error(ErrorCode code, String pointer, String message, String hint) {
    clear = false;
    diagnostics.error(code, pointer, message, hint);
  }
}
