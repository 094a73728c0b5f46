package io.dataflow.compile;

import io.dataflow.plan.AggregateNode;
import io.dataflow.plan.DeduplicateNode;
import io.dataflow.plan.KeyedInput;
import io.dataflow.plan.KeyedNode;
import io.dataflow.record.Row;
import io.dataflow.record.RowTypeInformation;
import io.dataflow.runtime.RowKeySelector;
import io.dataflow.runtime.keyed.FirstRowOperator;
import io.dataflow.runtime.keyed.KeyedStep;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Builds the operators of steps with state. */
final class KeyedTranslator {
  private final JobSettings job;

  KeyedTranslator(JobSettings job) {
    this.job = job;
  }

  /**
   * @param inputs the prepared rows, in the order of the step's inputs
   */
  SingleOutputStreamOperator<Row> translate(KeyedNode node, List<DataStream<Row>> inputs) {
    SingleOutputStreamOperator<Row> output;
    if (node instanceof DeduplicateNode deduplicate) {
      output = deduplicate(deduplicate, inputs.get(0));
    } else if (node instanceof AggregateNode aggregate) {
      output = AggregateTranslator.translate(aggregate, step(node), inputs.get(0));
    } else {
      throw new IllegalStateException("no operator for a " + node.kind());
    }
    return output.uid(OperatorUids.of(node));
  }

  private SingleOutputStreamOperator<Row> deduplicate(DeduplicateNode node, DataStream<Row> input) {
    return keyBy(input, node.keyedInput())
        .transform(
            node.id(),
            new RowTypeInformation(node.outputSchema()),
            new FirstRowOperator(step(node), node.outputSchema().size(), node.ttl()));
  }

  private static KeyedStream<Row, Row> keyBy(DataStream<Row> input, KeyedInput keyed) {
    int[] positions = keyed.key().stream().mapToInt(Integer::intValue).toArray();
    return input.keyBy(new RowKeySelector(positions), new RowTypeInformation(keyed.keySchema()));
  }

  private KeyedStep step(KeyedNode node) {
    boolean changelog = node instanceof AggregateNode aggregate && aggregate.changelog();
    return new KeyedStep(job.pipelineId(), job.version(), node.id(), node.onError(), changelog);
  }
}
