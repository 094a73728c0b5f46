package io.dataflow.runtime.aggregate;

import io.dataflow.function.AggregateCall;
import io.dataflow.schema.FieldType;
import java.util.List;

/** One aggregate function over its own slots of an {@link Accumulator}. Keeps nothing itself. */
abstract class Fold {
  private final int argument;
  private final int filter;

  /** Its first slot among the numbers, and among the objects. */
  private int firstNumber;

  private int firstObject;

  Fold(AggregateCall call) {
    this.argument = call.arguments().isEmpty() ? -1 : call.arguments().get(0);
    this.filter = call.filter();
  }

  final void place(int number, int object) {
    firstNumber = number;
    firstObject = object;
    placed(number, object);
  }

  /** For a fold that has others inside. */
  void placed(int number, int object) {}

  final int number() {
    return firstNumber;
  }

  final int object() {
    return firstObject;
  }

  /** How many numbers it needs. */
  abstract int numbers();

  /** The types of its objects, in the form in which they travel and are stored. */
  abstract List<FieldType> objects();

  /** Adds a row, if it counts and has a value. */
  final void fold(Accumulator into, Object[] row, long time) {
    if (filter < 0 || Boolean.TRUE.equals(row[filter])) {
      Object value = argument < 0 ? Boolean.TRUE : row[argument];
      add(into, value, row, time);
    }
  }

  /** Takes back a row that was added. */
  final void takeBack(Accumulator from, Object[] row) {
    if (filter < 0 || Boolean.TRUE.equals(row[filter])) {
      Object value = argument < 0 ? Boolean.TRUE : row[argument];
      if (value != null) {
        takeBack(from, value);
      }
    }
  }

  /** Adds the argument's value, which may be null, of a row. */
  void add(Accumulator into, Object value, Object[] row, long time) {
    if (value != null) {
      add(into, value, time);
    }
  }

  abstract void add(Accumulator into, Object value, long time);

  void takeBack(Accumulator from, Object value) {
    throw new IllegalStateException("this aggregate takes nothing back");
  }

  /** Adds what another accumulator holds, which stays as it is. */
  abstract void merge(Accumulator into, Accumulator from);

  /**
   * @throws io.dataflow.error.DataException where no value of the result's type is the result
   */
  abstract Object result(Accumulator of);

  /** An object as it travels and is stored. */
  Object packed(int index, Object live) {
    return live;
  }

  /** The object of a stored one, sharing nothing that can change with it. */
  Object live(int index, Object packed) {
    return packed;
  }

  /** An object that shares nothing that can change with the given one. */
  Object copy(int index, Object live) {
    return live;
  }
}
