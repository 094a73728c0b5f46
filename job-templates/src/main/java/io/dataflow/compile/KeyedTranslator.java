package io.dataflow.compile;

import io.dataflow.pipeline.ErrorLimit;
import io.dataflow.plan.AggregateNode;
import io.dataflow.plan.JoinNode;
import io.dataflow.plan.KeyedInput;
import io.dataflow.plan.KeyedNode;
import io.dataflow.record.Row;
import io.dataflow.record.RowTypeInformation;
import io.dataflow.schema.RecordSchema;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Wires the operators of steps with state. */
final class KeyedTranslator {
  private final KeyedOperators operators;

  KeyedTranslator(JobSettings job, ErrorLimit errorLimit) {
    this.operators = new KeyedOperators(job, errorLimit);
  }

  /**
   * @param inputs the prepared rows, in the order of the step's inputs
   */
  SingleOutputStreamOperator<Row> translate(KeyedNode node, List<DataStream<Row>> inputs) {
    return operator(node, inputs).uid(OperatorUids.of(node));
  }

  private SingleOutputStreamOperator<Row> operator(KeyedNode node, List<DataStream<Row>> inputs) {
    if (node instanceof JoinNode join) {
      return join(join, inputs);
    } else if (node instanceof AggregateNode aggregate) {
      return AggregateTranslator.translate(
          aggregate, operators.step(node, aggregate.changelog()), inputs.get(0));
    }
    return single(node, inputs.get(0));
  }

  private SingleOutputStreamOperator<Row> single(KeyedNode node, DataStream<Row> input) {
    KeyedInput keyed = node.keyedInputs().get(0);
    return keyBy(input, keyed, keyed.keySchema())
        .transform(
            node.id(), new RowTypeInformation(node.outputSchema()), operators.oneInput(node));
  }

  /** Both sides have keys of one type, and with it of one name: that of the left side. */
  private SingleOutputStreamOperator<Row> join(JoinNode node, List<DataStream<Row>> inputs) {
    KeyedInput left = node.keyedInputs().get(0);
    KeyedInput right = node.keyedInputs().get(1);
    return keyBy(inputs.get(0), left, left.keySchema())
        .connect(keyBy(inputs.get(1), right, left.keySchema()))
        .transform(node.id(), new RowTypeInformation(node.outputSchema()), operators.join(node));
  }

  private static KeyedStream<Row, Row> keyBy(
      DataStream<Row> input, KeyedInput keyed, RecordSchema keySchema) {
    return input.keyBy(KeyedOperators.key(keyed), new RowTypeInformation(keySchema));
  }
}
