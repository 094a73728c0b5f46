package io.dataflow.runtime.keyed;

import io.dataflow.error.DataException;
import io.dataflow.record.Row;
import io.dataflow.record.RowSerializer;
import io.dataflow.runtime.RowCondition;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;

/** What every join does: find out whether two rows are a pair, and make one row of them. */
abstract class JoinOperator extends KeyedStepOperator
    implements TwoInputStreamOperator<Row, Row, Row> {
  private static final long serialVersionUID = 1L;

  private final JoinSpec spec;
  private final int[] leftFields;
  private final int[] rightFields;

  private transient RowCondition condition;

  /** Of the rows that are kept, which are adopted where they are read. */
  private transient RowSerializer leftSerializer;

  private transient RowSerializer rightSerializer;

  JoinOperator(KeyedStep step, JoinSpec spec) {
    super(step);
    this.spec = spec;
    this.leftFields = spec.left().fields();
    this.rightFields = spec.right().fields();
  }

  @Override
  public void open() throws Exception {
    super.open();
    leftSerializer = new RowSerializer(spec.left().rows());
    rightSerializer = new RowSerializer(spec.right().rows());
    if (spec.condition() != null) {
      condition = spec.condition().instantiate(RowCondition.class);
    }
  }

  final JoinSpec spec() {
    return spec;
  }

  final boolean keepsLeft() {
    return spec.keepsLeft();
  }

  final RowSerializer leftSerializer() {
    return leftSerializer;
  }

  final RowSerializer rightSerializer() {
    return rightSerializer;
  }

  /** NULL equals nothing, so such a row has no partner, whatever comes. */
  static boolean hasPartners(JoinSpec.Side side, Row row) {
    for (int position : side.key()) {
      if (row.get(position) == null) {
        return false;
      }
    }
    return true;
  }

  /** The output of two rows of equal keys, or null where they are no pair. */
  final Object[] pair(Row left, Row right) {
    Object[] values = alone(left);
    for (int i = 0; i < rightFields.length; i++) {
      values[leftFields.length + i] = right.get(rightFields[i]);
    }
    return condition == null || isTrue(values) ? values : null;
  }

  private boolean isTrue(Object[] values) {
    try {
      return condition.test(values);
    } catch (DataException e) {
      failed(spec.output(), values, e);
      return false;
    }
  }

  /** The output of a left row without a partner. */
  final Object[] alone(Row left) {
    Object[] values = new Object[leftFields.length + rightFields.length];
    for (int i = 0; i < leftFields.length; i++) {
      values[i] = left.get(leftFields[i]);
    }
    return values;
  }
}
