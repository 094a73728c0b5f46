package io.dataflow.plan;

import io.dataflow.expression.TypedExpression;
import java.util.BitSet;
import java.util.List;

/** Where the value of a field that a step computes comes from. */
public sealed interface MappedField {
  /** The value at a position of the input, unchanged. */
  record Copied(int position) implements MappedField {}

  /** The value of an expression over the input. */
  record Computed(TypedExpression expression) implements MappedField {}

  /**
   * A value that the step itself finds: of an element of a flatmap, or of the row that an enrich
   * looked up.
   */
  record Added(int position) implements MappedField {}

  /** Positions of the input that any of the fields needs. */
  static BitSet reads(List<MappedField> fields) {
    BitSet positions = new BitSet();
    for (MappedField field : fields) {
      if (field instanceof Copied copied) {
        positions.set(copied.position());
      } else if (field instanceof Computed computed) {
        computed.expression().usedFields().forEach(positions::set);
      }
    }
    return positions;
  }
}
