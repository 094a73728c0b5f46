package io.dataflow.runtime.keyed;

import io.dataflow.record.Row;
import io.dataflow.record.RowKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Hands on the first row of each key, and remembers only that there was one. */
public final class FirstRowOperator extends KeyedStepOperator
    implements OneInputStreamOperator<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final int outputFields;
  private final Duration ttl;

  private transient ValueState<Boolean> seen;

  /**
   * @param outputFields how many of the row's fields are handed on, from the first
   * @param ttl how long a key is remembered after its last row; empty: for ever
   */
  public FirstRowOperator(KeyedStep step, int outputFields, Optional<Duration> ttl) {
    super(step);
    this.outputFields = outputFields;
    this.ttl = ttl.orElse(null);
  }

  @Override
  public void open() throws Exception {
    super.open();
    seen =
        getRuntimeContext()
            .getState(
                StateTtl.apply(
                    new ValueStateDescriptor<>("seen", BooleanSerializer.INSTANCE), ttl));
  }

  @Override
  public void processElement(StreamRecord<Row> element) throws Exception {
    boolean first = seen.value() == null;
    if (first || ttl != null) {
      seen.update(true);
    }
    if (first) {
      Row row = element.getValue();
      if (row.size() > outputFields) {
        row = new Row(RowKind.INSERT, Arrays.copyOf(row.values(), outputFields));
      }
      emit(element.replace(row));
    } else {
      filtered();
    }
  }
}
