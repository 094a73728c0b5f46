package io.dataflow.plan;

import java.util.BitSet;
import java.util.List;

/** A step with state that reads one input. */
public sealed interface OneInputNode extends KeyedNode
    permits AggregateNode, DeduplicateNode, TopNNode {
  /** The edge it reads. */
  String input();

  KeyedInput keyedInput();

  @Override
  default List<String> inputs() {
    return List.of(input());
  }

  @Override
  default List<KeyedInput> keyedInputs() {
    return List.of(keyedInput());
  }

  @Override
  default BitSet reads(int input, BitSet neededOutput) {
    return keyedInput().reads();
  }
}
