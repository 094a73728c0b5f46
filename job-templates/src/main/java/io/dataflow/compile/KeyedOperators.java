package io.dataflow.compile;

import io.dataflow.pipeline.ErrorLimit;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.pipeline.JoinConfig;
import io.dataflow.pipeline.Window;
import io.dataflow.plan.DeduplicateNode;
import io.dataflow.plan.JoinNode;
import io.dataflow.plan.KeyedInput;
import io.dataflow.plan.KeyedNode;
import io.dataflow.plan.TopNNode;
import io.dataflow.record.Row;
import io.dataflow.runtime.RowKeySelector;
import io.dataflow.runtime.keyed.AppendJoinOperator;
import io.dataflow.runtime.keyed.FirstRowOperator;
import io.dataflow.runtime.keyed.IntervalJoinOperator;
import io.dataflow.runtime.keyed.JoinSpec;
import io.dataflow.runtime.keyed.KeyedStep;
import io.dataflow.runtime.keyed.LastRowOperator;
import io.dataflow.runtime.keyed.RowOrdering;
import io.dataflow.runtime.keyed.TopNOperator;
import io.dataflow.runtime.keyed.TopNSpec;
import io.dataflow.runtime.keyed.UpdatingJoinOperator;
import io.dataflow.runtime.keyed.WindowJoinOperator;
import io.dataflow.runtime.keyed.WindowTopNOperator;
import io.dataflow.runtime.keyed.Windows;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;

/** Makes the operators of steps with state. */
final class KeyedOperators {
  private final JobSettings job;
  private final ErrorLimit errorLimit;

  KeyedOperators(JobSettings job, ErrorLimit errorLimit) {
    this.job = job;
    this.errorLimit = errorLimit;
  }

  /** The operator of a step that reads one input. */
  OneInputStreamOperator<Row, Row> oneInput(KeyedNode node) {
    if (node instanceof DeduplicateNode deduplicate) {
      return deduplicate(deduplicate);
    } else if (node instanceof TopNNode topN) {
      return topN(topN);
    }
    throw new IllegalStateException("no operator for a " + node.kind());
  }

  private OneInputStreamOperator<Row, Row> deduplicate(DeduplicateNode node) {
    KeyedStep step = step(node, node.changelog());
    int fields = node.keyedInput().inputFields();
    if (!node.keepLast()) {
      return new FirstRowOperator(step, fields, node.ttl());
    }
    RowOrdering order =
        new RowOrdering(
            node.order().stream()
                .map(position -> new RowOrdering.Column(position, false, true))
                .toList());
    return new LastRowOperator(
        step, node.keyedInput().schema(), fields, order, node.beforeImages(), node.ttl());
  }

  private OneInputStreamOperator<Row, Row> topN(TopNNode node) {
    RowOrdering order =
        new RowOrdering(
            node.order().stream()
                .map(
                    field ->
                        new RowOrdering.Column(
                            field.position(), field.descending(), field.nullsFirst()))
                .toList());
    TopNSpec spec =
        new TopNSpec(
            node.keyedInput().schema(),
            node.keyedInput().inputFields(),
            order,
            node.n(),
            node.ranked(),
            node.ties());
    KeyedStep step = step(node, node.changelog());
    return node.window()
        .<OneInputStreamOperator<Row, Row>>map(
            window -> new WindowTopNOperator(step, spec, windows(window, node.onLate())))
        .orElseGet(
            () ->
                new TopNOperator(
                    step, spec, node.updatingInput(), node.beforeImages(), node.ttl()));
  }

  TwoInputStreamOperator<Row, Row, Row> join(JoinNode node) {
    KeyedStep step = step(node, node.changelog());
    JoinSpec spec =
        new JoinSpec(
            side(node.keyedInputs().get(0), node.leftFields()),
            side(node.keyedInputs().get(1), node.rightFields()),
            node.keepsLeft(),
            node.condition()
                .map(condition -> ProgramGenerator.condition(condition).program())
                .orElse(null),
            node.pairSchema());
    if (node.bound() instanceof JoinConfig.Bound.InWindow bound) {
      return new WindowJoinOperator(step, spec, windows(bound.window(), node.onLate()));
    } else if (node.bound() instanceof JoinConfig.Bound.Interval bound) {
      return new IntervalJoinOperator(
          step, spec, bound.lower().toMillis(), bound.upper().toMillis(), node.onLate());
    }
    Optional<Duration> ttl = ((JoinConfig.Bound.Unbounded) node.bound()).ttl();
    return node.updating()
        ? new UpdatingJoinOperator(step, spec, ttl)
        : new AppendJoinOperator(step, spec, ttl);
  }

  /** What makes the key of a prepared row. */
  static RowKeySelector key(KeyedInput keyed) {
    return new RowKeySelector(ints(keyed.key()));
  }

  private static JoinSpec.Side side(KeyedInput input, List<Integer> fields) {
    return new JoinSpec.Side(input.schema(), input.inputFields(), ints(input.key()), ints(fields));
  }

  private static Windows windows(Window window, ErrorPolicy onLate) {
    boolean byEventTime = window.byEventTime();
    if (window.shape() instanceof Window.Hop hop) {
      return new Windows(
          hop.size().toMillis(),
          hop.slide().toMillis(),
          hop.offset().toMillis(),
          byEventTime,
          onLate);
    }
    Window.Tumble tumble = (Window.Tumble) window.shape();
    long size = tumble.size().toMillis();
    return new Windows(size, size, tumble.offset().toMillis(), byEventTime, onLate);
  }

  private static int[] ints(List<Integer> positions) {
    return positions.stream().mapToInt(Integer::intValue).toArray();
  }

  KeyedStep step(KeyedNode node, boolean changelog) {
    return new KeyedStep(
        job.pipelineId(), job.version(), node.id(), node.onError(), changelog, errorLimit);
  }
}
