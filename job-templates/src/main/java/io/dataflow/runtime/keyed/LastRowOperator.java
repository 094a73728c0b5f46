package io.dataflow.runtime.keyed;

import io.dataflow.record.Row;
import io.dataflow.record.RowKind;
import io.dataflow.record.RowSerializer;
import io.dataflow.schema.RecordSchema;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Hands on every row that takes the place of the last one of its key, and remembers it. */
public final class LastRowOperator extends KeyedStepOperator
    implements OneInputStreamOperator<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final RecordSchema rows;
  private final int outputFields;
  private final RowOrdering order;
  private final boolean beforeImages;
  private final Duration ttl;

  private transient RowSerializer serializer;
  private transient ValueState<Row> last;

  /**
   * @param outputFields how many of the row's fields are handed on, from the first
   * @param order a row that is less than the last one does not take its place; without columns: the
   *     last is the last to arrive
   * @param beforeImages whether it also says what a row was before it changed
   * @param ttl how long a key is remembered after its last row; empty: for ever
   */
  public LastRowOperator(
      KeyedStep step,
      RecordSchema rows,
      int outputFields,
      RowOrdering order,
      boolean beforeImages,
      Optional<Duration> ttl) {
    super(step);
    this.rows = rows;
    this.outputFields = outputFields;
    this.order = order;
    this.beforeImages = beforeImages;
    this.ttl = ttl.orElse(null);
  }

  @Override
  public void open() throws Exception {
    super.open();
    serializer = new RowSerializer(rows);
    last =
        getRuntimeContext()
            .getState(StateTtl.apply(new ValueStateDescriptor<>("last", serializer), ttl));
  }

  @Override
  public void processElement(StreamRecord<Row> element) throws Exception {
    Row row = element.getValue();
    Row before = serializer.adopt(last.value());
    if (before != null && order.compare(row, before) < 0) {
      filtered();
      return;
    }
    last.update(row);
    if (before == null) {
      emit(RowKind.INSERT, output(row));
      return;
    }
    if (beforeImages) {
      emit(RowKind.UPDATE_BEFORE, output(before));
    }
    emit(RowKind.UPDATE_AFTER, output(row));
  }

  private Object[] output(Row row) {
    return row.size() == outputFields ? row.values() : Arrays.copyOf(row.values(), outputFields);
  }
}
