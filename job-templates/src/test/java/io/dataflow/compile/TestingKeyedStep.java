package io.dataflow.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.dataflow.function.json.RowJson;
import io.dataflow.pipeline.ErrorLimit;
import io.dataflow.plan.JoinNode;
import io.dataflow.plan.KeyedInput;
import io.dataflow.plan.KeyedNode;
import io.dataflow.record.Row;
import io.dataflow.record.RowKind;
import io.dataflow.record.RowSerializer;
import io.dataflow.record.RowTypeInformation;
import io.dataflow.runtime.FusedStepOperator;
import io.dataflow.runtime.RowKeySelector;
import io.dataflow.schema.RecordSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;

/**
 * The operator of a step with state, alone, with clocks of its own. Takes events: {@code {left:
 * row, at: event time, op: kind}}, {@code right}, {@code row}, {@code watermark}, {@code clock}
 * (processing time), {@code age} (the clock of state's time to live), {@code restore} and {@code
 * end}.
 */
final class TestingKeyedStep {
  private final KeyedNode node;
  private AbstractStreamOperatorTestHarness<Row> harness;
  private long age;

  TestingKeyedStep(KeyedNode node) throws Exception {
    this.node = node;
    harness = harness();
    harness.open();
  }

  private AbstractStreamOperatorTestHarness<Row> harness() throws Exception {
    KeyedOperators operators =
        new KeyedOperators(TestingPipelines.job(Optional.empty()), ErrorLimit.NONE);
    List<RowKeySelector> keys = node.keyedInputs().stream().map(KeyedOperators::key).toList();
    RowTypeInformation type = new RowTypeInformation(node.keyedInputs().get(0).keySchema());
    AbstractStreamOperatorTestHarness<Row> made =
        node instanceof JoinNode join
            ? new KeyedTwoInputStreamOperatorTestHarness<>(
                operators.join(join), keys.get(0), keys.get(1), type)
            : new KeyedOneInputStreamOperatorTestHarness<>(
                operators.oneInput(node), keys.get(0), type);
    made.setup(new RowSerializer(node.outputSchema()));
    return made;
  }

  void take(JsonNode event) throws Exception {
    if (event.has("watermark")) {
      watermark(event.get("watermark").asLong());
    } else if (event.has("clock")) {
      harness.setProcessingTime(event.get("clock").asLong());
    } else if (event.has("age")) {
      age = event.get("age").asLong();
      harness.setStateTtlProcessingTime(age);
    } else if (event.has("restore")) {
      restore();
    } else if (event.has("end")) {
      harness.getOperator().finish();
    } else {
      int input = event.has("right") ? 1 : 0;
      String member = event.has("right") ? "right" : event.has("left") ? "left" : "row";
      process(input, record(event, event.get(member), node.keyedInputs().get(input)));
    }
  }

  private void watermark(long time) throws Exception {
    if (harness instanceof OneInputStreamOperatorTestHarness<?, ?> one) {
      one.processWatermark(new Watermark(time));
    } else if (harness instanceof TwoInputStreamOperatorTestHarness<?, ?, ?> two) {
      two.processWatermark1(new Watermark(time));
      two.processWatermark2(new Watermark(time));
    }
  }

  @SuppressWarnings("unchecked") // as it was made
  private void process(int input, StreamRecord<Row> row) throws Exception {
    if (harness instanceof OneInputStreamOperatorTestHarness<?, ?> one) {
      ((OneInputStreamOperatorTestHarness<Row, Row>) one).processElement(row);
    } else if (input == 0) {
      ((TwoInputStreamOperatorTestHarness<Row, Row, Row>) harness).processElement1(row);
    } else {
      ((TwoInputStreamOperatorTestHarness<Row, Row, Row>) harness).processElement2(row);
    }
  }

  private static StreamRecord<Row> record(JsonNode event, JsonNode values, KeyedInput input) {
    RecordSchema own = new RecordSchema(input.schema().fields().subList(0, input.inputFields()));
    assertThat(own).as("only the run in front computes").isEqualTo(input.schema());
    Row row = SpecRows.read(JsonNodeFactory.instance.arrayNode().add(values), own).get(0);
    String op = event.path("op").asText("+I");
    row.setKind(
        Arrays.stream(RowKind.values())
            .filter(kind -> kind != RowKind.BAD && kind.text().equals(op))
            .findFirst()
            .orElseThrow());
    return event.has("at")
        ? new StreamRecord<>(row, event.get("at").asLong())
        : new StreamRecord<>(row);
  }

  private void restore() throws Exception {
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.setStateTtlProcessingTime(age);
    harness.initializeState(state);
    harness.open();
  }

  /** What came out since it was last asked: {@code +I {"id":1} @1000}, {@code watermark 1000}. */
  List<String> output() {
    List<String> texts = new ArrayList<>();
    for (Object element : harness.getOutput()) {
      texts.add(
          element instanceof Watermark mark ? "watermark " + mark.getTimestamp() : text(element));
    }
    harness.getOutput().clear();
    return texts;
  }

  private String text(Object element) {
    StreamRecord<?> record = (StreamRecord<?>) element;
    Row row = (Row) record.getValue();
    String text = row.kind().text() + " " + RowJson.of(node.outputSchema(), row.values());
    return record.hasTimestamp() ? text + " @" + record.getTimestamp() : text;
  }

  /** Dead letters since it was last asked: code and record. */
  List<String> deadLetters() {
    Queue<StreamRecord<Row>> letters = harness.getSideOutput(FusedStepOperator.deadLetters());
    if (letters == null) {
      return List.of();
    }
    List<String> texts =
        letters.stream()
            .map(letter -> letter.getValue().get(3) + " " + letter.getValue().get(1))
            .toList();
    letters.clear();
    return texts;
  }

  /** How many entries its state has. */
  int kept() {
    AbstractStreamOperator<?> operator = (AbstractStreamOperator<?>) harness.getOperator();
    return ((HeapKeyedStateBackend<?>) operator.getKeyedStateBackend()).numKeyValueStateEntries();
  }

  void stop() throws Exception {
    harness.close();
  }
}
