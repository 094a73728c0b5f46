package io.dataflow.plan;

import io.dataflow.error.Diagnostics;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.NearestName;
import io.dataflow.pipeline.PipelineDefinition;
import io.dataflow.pipeline.SinkDefinition;
import io.dataflow.pipeline.SourceDefinition;
import io.dataflow.pipeline.TransformDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules of the graph: one name space, clear inputs, no cycle, nothing unread. */
final class GraphResolver {
  /** Far beyond what people write; keeps planning, the generated code and the job graph bounded. */
  static final int MAX_STEPS = 1000;

  private final PipelineDefinition definition;
  private final Diagnostics diagnostics;

  /** Ids that can be read, with the pointer of each. */
  private final Map<String, String> outputs = new LinkedHashMap<>();

  private final Set<String> sinkIds = new HashSet<>();
  private final Map<String, String> inputs = new LinkedHashMap<>();
  private boolean clear = true;

  private GraphResolver(PipelineDefinition definition, Diagnostics diagnostics) {
    this.definition = definition;
    this.diagnostics = diagnostics;
  }

  static Graph resolve(PipelineDefinition definition, Diagnostics diagnostics) {
    return new GraphResolver(definition, diagnostics).resolve();
  }

  private Graph resolve() {
    if (definition.transforms().size() > MAX_STEPS) {
      error(
          ErrorCode.DOCUMENT_TOO_LARGE,
          "/transforms",
          "a pipeline has at most " + MAX_STEPS + " transforms",
          "merge filters with AND, and maps into one");
      return new Graph(Map.of(), List.of());
    }
    if (definition.sources().isEmpty()) {
      error(ErrorCode.MISSING_VALUE, "", "there is no source", "add \"source\": {...}");
    }
    if (definition.sinks().isEmpty()) {
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
    List<TransformDefinition> order = order();
    if (clear) {
      unread();
    }
    return new Graph(inputs, order);
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
        outputs.put(transform.id(), transform.pointer());
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

  /** Of two that share an id the second is left aside: nobody can say which of them is meant. */
  private boolean bearsItsId(TransformDefinition transform) {
    return transform.pointer().equals(outputs.get(transform.id()));
  }

  private void transformInput(int index) {
    TransformDefinition transform = definition.transforms().get(index);
    String pointer = transform.pointer();
    if (transform.inputs().size() > 1) {
      error(
          ErrorCode.AMBIGUOUS_INPUT,
          Pointers.child(pointer, "inputs"),
          "a " + transform.config().type() + " reads one input, not " + transform.inputs().size(),
          "name one of: " + String.join(", ", transform.inputs()));
    } else if (transform.inputs().size() == 1) {
      String pointerOfInput = Pointers.child(Pointers.child(pointer, "inputs"), "0");
      known(transform.id(), transform.inputs().get(0), pointerOfInput);
    } else if (index > 0) {
      inputs.put(transform.id(), definition.transforms().get(index - 1).id());
    } else {
      singleSource(transform.id(), "inputs", pointer);
    }
  }

  private void sinkInput(SinkDefinition sink) {
    List<TransformDefinition> transforms = definition.transforms();
    if (sink.input().isPresent()) {
      known(sink.id(), sink.input().get(), Pointers.child(sink.pointer(), "input"));
    } else if (!transforms.isEmpty()) {
      inputs.put(sink.id(), transforms.get(transforms.size() - 1).id());
    } else {
      singleSource(sink.id(), "input", sink.pointer());
    }
  }

  private void singleSource(String reader, String member, String pointer) {
    List<SourceDefinition> sources = definition.sources();
    if (sources.size() == 1) {
      inputs.put(reader, sources.get(0).id());
    } else if (sources.size() > 1) {
      String ids = String.join(", ", sources.stream().map(SourceDefinition::id).toList());
      error(
          ErrorCode.AMBIGUOUS_INPUT,
          pointer,
          "'" + reader + "' does not say which of the sources it reads",
          "add \"" + member + "\" with one of: " + ids);
    }
  }

  private void known(String reader, String input, String pointer) {
    if (outputs.containsKey(input)) {
      inputs.put(reader, input);
    } else if (sinkIds.contains(input)) {
      error(
          ErrorCode.UNKNOWN_INPUT,
          pointer,
          "'" + input + "' is a sink, and a sink has no output",
          "known: " + String.join(", ", outputs.keySet()));
    } else {
      error(
          ErrorCode.UNKNOWN_INPUT,
          pointer,
          "unknown input '" + input + "'",
          NearestName.hint(input, outputs.keySet()));
    }
  }

  private List<TransformDefinition> order() {
    Map<String, List<TransformDefinition>> readers = new LinkedHashMap<>();
    for (TransformDefinition transform : definition.transforms()) {
      Optional.of(transform)
          .filter(this::bearsItsId)
          .map(each -> inputs.get(each.id()))
          .ifPresent(
              input -> readers.computeIfAbsent(input, id -> new ArrayList<>()).add(transform));
    }
    List<TransformDefinition> order = new ArrayList<>();
    List<String> ready = new ArrayList<>();
    definition.sources().forEach(source -> ready.add(source.id()));
    for (int i = 0; i < ready.size(); i++) {
      for (TransformDefinition reader : readers.getOrDefault(ready.get(i), List.of())) {
        order.add(reader);
        ready.add(reader.id());
      }
    }
    reportCycles(new HashSet<>(ready));
    return order;
  }

  private void reportCycles(Set<String> reached) {
    for (TransformDefinition transform :
        definition.transforms().stream().filter(this::bearsItsId).toList()) {
      Set<String> path = new LinkedHashSet<>();
      String id = transform.id();
      while (id != null && !reached.contains(id) && path.add(id)) {
        id = inputs.get(id);
      }
      if (id != null && path.contains(id)) {
        List<String> cycle =
            new ArrayList<>(path).subList(new ArrayList<>(path).indexOf(id), path.size());
        if (cycle.contains(transform.id())) {
          error(
              ErrorCode.CYCLE,
              transform.pointer(),
              "a cycle: " + String.join(" reads ", cycle) + " reads " + id,
              "a pipeline flows from its sources to its sinks: let one of them read something else");
        }
      }
      reached.addAll(path);
    }
  }

  private void unread() {
    Set<String> read = new HashSet<>(inputs.values());
    outputs.forEach(
        (id, pointer) -> {
          if (!read.contains(id)) {
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
