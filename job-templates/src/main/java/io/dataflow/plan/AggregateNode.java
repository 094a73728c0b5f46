package io.dataflow.plan;

import io.dataflow.function.AggregateCall;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.pipeline.Window;
import io.dataflow.schema.RecordSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One row of many, for each group and window.
 *
 * @param keyedInput the group's fields, then the arguments and conditions of the calls, then what
 *     only {@code late} needs
 * @param late what dead letters of late rows show
 * @param outputSchema the group's fields, one for each call, {@code window_start} and {@code
 *     window_end} where there is a window; {@code op} in front of them of a changelog
 * @param eventTime whether results carry a time: that of the window's end
 * @param window with its time resolved; empty: results change with every row
 * @param calls their positions are those of {@code keyedInput}
 * @param updatingInput whether rows may take earlier ones back
 * @param onLate what becomes of rows whose windows have closed
 * @param ttl how long a group without a window is remembered after its last row
 * @param beforeImages whether it also says what a row was before it changed
 */
public record AggregateNode(
    String id,
    String input,
    KeyedInput keyedInput,
    LateRow late,
    RecordSchema outputSchema,
    ChangeMode outputMode,
    boolean eventTime,
    Optional<Window> window,
    List<AggregateCall> calls,
    boolean updatingInput,
    boolean inputTime,
    ErrorPolicy onLate,
    Optional<Duration> ttl,
    boolean changelog,
    boolean beforeImages,
    ErrorPolicy onError)
    implements OneInputNode {
  public static final String WINDOW_START = "window_start";
  public static final String WINDOW_END = "window_end";
  public static final String OP = "op";

  /**
   * A late row as people see it.
   *
   * @param schema its fields
   * @param positions where they lie in the prepared row
   */
  public record LateRow(RecordSchema schema, List<Integer> positions) {
    public LateRow {
      positions = List.copyOf(positions);
    }
  }

  public AggregateNode {
    calls = List.copyOf(calls);
  }

  @Override
  public String kind() {
    return "aggregate";
  }

  /** The calls are not part of it: accumulators are found by their meaning. */
  @Override
  public String identity() {
    return "aggregate:" + keyedInput.keyText() + ":" + windowText();
  }

  /** Nothing where there is none. */
  String windowText() {
    return window.map(Window::text).orElse("");
  }

  @Override
  public List<StateColumn> stateColumns() {
    int first = keyedInput.key().size() + (changelog ? 1 : 0);
    List<StateColumn> columns = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      AggregateCall call = calls.get(i);
      columns.add(
          new StateColumn(
              outputSchema.fields().get(first + i).name(),
              call.stateMeaning(updatingInput),
              call.resultType()));
    }
    return columns;
  }

  @Override
  public boolean canApply(ErrorPolicy policy) {
    return (eventTime && onLate == policy) || onError == policy;
  }

  @Override
  public KeyedNode withBeforeImages() {
    return outputMode instanceof ChangeMode.Append
        ? this
        : new AggregateNode(
            id,
            input,
            keyedInput,
            late,
            outputSchema,
            outputMode,
            eventTime,
            window,
            calls,
            updatingInput,
            inputTime,
            onLate,
            ttl,
            changelog,
            true,
            onError);
  }
}
