package io.dataflow.compile;

import io.dataflow.connector.RowEncoder;
import io.dataflow.pipeline.ErrorLimit;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.plan.Edge;
import io.dataflow.plan.KeyedNode;
import io.dataflow.plan.PlanNode;
import io.dataflow.plan.UnionNode;
import io.dataflow.record.Row;
import io.dataflow.record.RowTypeInformation;
import io.dataflow.runtime.FusedStepOperator;
import io.dataflow.runtime.GeneratedProgram;
import io.dataflow.runtime.RunSpec;
import io.dataflow.runtime.StepSpec;
import io.dataflow.schema.RecordSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Builds the operator of a run. */
final class RunTranslator {
  private final JobSettings job;
  private final SinkTranslator sinks;
  private final LookupTranslator lookups;
  private final Map<String, Layout> layouts;
  private final ErrorLimit errorLimit;

  RunTranslator(
      JobSettings job,
      SinkTranslator sinks,
      LookupTranslator lookups,
      Map<String, Layout> layouts,
      ErrorLimit errorLimit) {
    this.job = job;
    this.sinks = sinks;
    this.lookups = lookups;
    this.layouts = layouts;
    this.errorLimit = errorLimit;
  }

  SingleOutputStreamOperator<Row> translate(Run run, String uid, DataStream<Row> input) {
    Optional<GeneratedProgram> program =
        ProgramGenerator.generate(run, layouts).map(ProgramGenerator.Program::program);
    Optional<RowEncoder> encoder = run.sink().flatMap(sinks::encoder);
    RecordSchema output = output(run);
    RunSpec spec =
        new RunSpec(
            job.pipelineId(),
            job.version(),
            run.source().isPresent(),
            eventTimePosition(run),
            steps(run),
            program.orElse(null),
            encoder.orElse(null),
            run.route()
                .map(route -> route.outputs().stream().map(Edge::name).toList())
                .orElse(List.of()),
            output,
            run.enriches().stream().map(lookups::translate).toList(),
            errorLimit);
    return input
        .transform(run.name(), new RowTypeInformation(output), new FusedStepOperator(spec))
        .uid(uid);
  }

  static boolean hasDeadLetters(Run run) {
    return run.counted().stream().anyMatch(node -> node.onError() == ErrorPolicy.DEAD_LETTER);
  }

  private static int eventTimePosition(Run run) {
    return run.source()
        .flatMap(
            source -> source.time().map(time -> source.projectedSchema().indexOf(time.field())))
        .orElse(-1);
  }

  private List<StepSpec> steps(Run run) {
    List<StepSpec> steps = new ArrayList<>();
    for (PlanNode node : run.nodes()) {
      RecordSchema input =
          node instanceof PlanNode.SourceNode source
              ? source.projectedSchema()
              : rowsOn(node.inputs().get(0), node);
      steps.add(new StepSpec(node.id(), node.onError(), input, true));
    }
    run.head()
        .ifPresent(
            head -> {
              PlanNode node = head.step();
              RecordSchema input = rowsOn(node.inputs().get(head.input()), node);
              boolean handsOn = node instanceof UnionNode;
              steps.add(new StepSpec(node.id(), node.onError(), input, handsOn));
            });
    return steps;
  }

  /** The rows on an edge; dead letters lie on no edge of the plan, but as their sink wants them. */
  private RecordSchema rowsOn(String edge, PlanNode reader) {
    Layout layout = layouts.get(edge);
    return layout == null ? reader.outputSchema() : layout.physical();
  }

  private RecordSchema output(Run run) {
    if (run.head().isPresent()) {
      return output(run.head().get());
    } else if (run.sink().isPresent()) {
      return sinks.written(run.sink().get());
    }
    PlanNode last = run.nodes().get(run.nodes().size() - 1);
    return layouts.get(last.outputs().get(0).name()).physical();
  }

  private static RecordSchema output(Run.Head head) {
    return head.step() instanceof KeyedNode keyed
        ? keyed.keyedInputs().get(head.input()).schema()
        : ((UnionNode) head.step()).projectedSchema();
  }
}
