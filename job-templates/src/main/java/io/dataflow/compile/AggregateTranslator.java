package io.dataflow.compile;

import io.dataflow.pipeline.Window;
import io.dataflow.plan.AggregateNode;
import io.dataflow.record.Row;
import io.dataflow.record.RowTypeInformation;
import io.dataflow.runtime.RowKeySelector;
import io.dataflow.runtime.aggregate.AggregateSpec;
import io.dataflow.runtime.aggregate.GroupOperator;
import io.dataflow.runtime.aggregate.PartialAggregateOperator;
import io.dataflow.runtime.aggregate.SessionOperator;
import io.dataflow.runtime.aggregate.SliceOperator;
import io.dataflow.runtime.aggregate.WindowTime;
import io.dataflow.runtime.keyed.KeyedStep;
import io.dataflow.schema.RecordSchema;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;

/**
 * Builds the operators of an aggregate: one in front of the shuffle where that helps, one behind.
 */
final class AggregateTranslator {
  private final AggregateNode node;
  private final AggregateSpec spec;

  private AggregateTranslator(AggregateNode node, AggregateSpec spec) {
    this.node = node;
    this.spec = spec;
  }

  static SingleOutputStreamOperator<Row> translate(
      AggregateNode node, KeyedStep step, DataStream<Row> input) {
    RecordSchema output = node.outputSchema();
    RecordSchema result =
        node.changelog() ? new RecordSchema(output.fields().subList(1, output.size())) : output;
    AggregateSpec spec =
        new AggregateSpec(
            step,
            node.keyedInput().schema(),
            node.late().schema(),
            node.late().positions(),
            node.keyedInput().key().size(),
            node.calls(),
            node.updatingInput(),
            aggregatesApart(node),
            result,
            node.beforeImages());
    return new AggregateTranslator(node, spec).translate(input);
  }

  /** Sessions are not known before all their rows are together. */
  private static boolean aggregatesApart(AggregateNode node) {
    boolean session =
        node.window().filter(found -> found.shape() instanceof Window.Session).isPresent();
    return !session && AggregateSpec.canAggregateApart(node.calls(), node.updatingInput());
  }

  private SingleOutputStreamOperator<Row> translate(DataStream<Row> input) {
    int[] positions = node.keyedInput().key().stream().mapToInt(Integer::intValue).toArray();
    return apart(input)
        .keyBy(new RowKeySelector(positions), new RowTypeInformation(node.keyedInput().keySchema()))
        .transform(node.id(), new RowTypeInformation(node.outputSchema()), operator());
  }

  private DataStream<Row> apart(DataStream<Row> input) {
    if (!spec.apart()) {
      return input;
    }
    boolean byEventTime = node.window().isPresent() && node.eventTime();
    return input
        .transform(
            node.id() + " (partial)",
            new RowTypeInformation(spec.shuffled()),
            byEventTime
                ? PartialAggregateOperator.bySlice(spec, node.window().get().shape())
                : PartialAggregateOperator.byGroup(spec, node.inputTime()))
        .uid(OperatorUids.of(node) + "/partial");
  }

  private OneInputStreamOperator<Row, Row> operator() {
    Optional<Window> window = node.window();
    if (window.isEmpty()) {
      return new GroupOperator(spec, node.inputTime(), node.ttl());
    }
    WindowTime time =
        new WindowTime(node.eventTime(), window.get().allowedLateness().toMillis(), node.onLate());
    return window.get().shape() instanceof Window.Session session
        ? new SessionOperator(spec, time, session)
        : new SliceOperator(spec, time, window.get().shape());
  }
}
