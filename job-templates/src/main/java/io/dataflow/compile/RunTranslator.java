package io.dataflow.compile;

import io.dataflow.connector.RowEncoder;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.plan.PlanNode;
import io.dataflow.record.Row;
import io.dataflow.record.RowTypeInformation;
import io.dataflow.runtime.FusedStepOperator;
import io.dataflow.runtime.GeneratedProgram;
import io.dataflow.runtime.RunSpec;
import io.dataflow.runtime.StepSpec;
import io.dataflow.schema.RecordSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Builds the operator of a run. */
final class RunTranslator {
  private final JobSettings job;
  private final SinkTranslator sinks;
  private final Map<String, Layout> layouts;

  RunTranslator(JobSettings job, SinkTranslator sinks, Map<String, Layout> layouts) {
    this.job = job;
    this.sinks = sinks;
    this.layouts = layouts;
  }

  SingleOutputStreamOperator<Row> translate(Run run, String uid, DataStream<Row> input) {
    Optional<GeneratedProgram> program =
        ProgramGenerator.generate(run, layouts).map(ProgramGenerator.Program::program);
    Optional<RowEncoder> encoder = run.sink().flatMap(sinks::encoder);
    RunSpec spec =
        new RunSpec(
            job.pipelineId(),
            job.version(),
            run.source().isPresent(),
            eventTimePosition(run),
            steps(run),
            program.orElse(null),
            encoder.orElse(null));
    return input
        .transform(run.name(), new RowTypeInformation(output(run)), new FusedStepOperator(spec))
        .uid(uid);
  }

  static boolean hasDeadLetters(Run run) {
    return run.nodes().stream().anyMatch(node -> node.onError() == ErrorPolicy.DEAD_LETTER);
  }

  private static int eventTimePosition(Run run) {
    return run.source()
        .flatMap(
            source ->
                source.eventTime().map(time -> source.projectedSchema().indexOf(time.field())))
        .orElse(-1);
  }

  private List<StepSpec> steps(Run run) {
    return run.nodes().stream()
        .map(node -> new StepSpec(node.id(), node.onError(), input(node)))
        .toList();
  }

  /** The rows as they reach a node; of a source: those it reads. */
  private RecordSchema input(PlanNode node) {
    if (node instanceof PlanNode.SourceNode source) {
      return source.projectedSchema();
    }
    Layout before = layouts.get(node.inputs().get(0));
    return before == null ? node.outputSchema() : before.physical();
  }

  private RecordSchema output(Run run) {
    return run.sink().map(sinks::written).orElseGet(() -> layouts.get(run.last().id()).physical());
  }
}
