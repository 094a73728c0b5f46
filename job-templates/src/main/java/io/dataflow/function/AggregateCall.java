package io.dataflow.function;

import io.dataflow.schema.FieldType;
import java.io.Serializable;
import java.util.List;

/**
 * One result of an aggregate, as it travels to the task managers.
 *
 * @param arguments where the arguments lie in a prepared row; empty: {@code COUNT(*)}
 * @param argumentTypes one for each of {@code arguments}
 * @param filter where the condition lies, of type BOOLEAN: only rows for which it is TRUE count; or
 *     -1
 * @param parameter the part of a {@link AggregateKind#PERCENTILE}, 0 to 1
 * @param meaning the call in its canonical spelling: what an accumulator of it is found by in state
 */
public record AggregateCall(
    AggregateKind kind,
    boolean distinct,
    List<Integer> arguments,
    List<FieldType> argumentTypes,
    int filter,
    double parameter,
    FieldType resultType,
    String meaning)
    implements Serializable {
  public AggregateCall {
    arguments = List.copyOf(arguments);
    argumentTypes = List.copyOf(argumentTypes);
  }

  /**
   * What its accumulator is found by in state: what is kept in another form, so that rows can be
   * taken back, has another meaning.
   *
   * @param takesBack whether rows are also taken back
   */
  public String stateMeaning(boolean takesBack) {
    boolean otherForm =
        takesBack
            && (distinct
                || switch (kind) {
                  case MIN, MAX, FIRST, LAST -> true;
                  default -> false;
                });
    return otherForm ? "retracting " + meaning : meaning;
  }
}
