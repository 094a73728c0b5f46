package io.dataflow.runtime;

import io.dataflow.connector.RowEncoder;
import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import io.dataflow.function.json.RowJson;
import io.dataflow.record.BadRecord;
import io.dataflow.record.DeadLetter;
import io.dataflow.record.Row;
import io.dataflow.record.RowKind;
import io.dataflow.record.RowTypeInformation;
import io.dataflow.runtime.lookup.LoadedTable;
import io.dataflow.schema.RecordSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Supplier;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Runs a {@link RunSpec}: diverts what the source could not decode, takes rows through the
 * generated program, encodes them for the sink, and does with errors what each step's policy says.
 * Keeps no state.
 */
public final class FusedStepOperator extends AbstractStreamOperator<Row>
    implements OneInputStreamOperator<Row, Row>, StepOutput {
  private static final long serialVersionUID = 1L;

  /** One row in so many is timed, a power of two. */
  private static final int TIMED_EVERY = 256;

  private final RunSpec run;

  private transient StepCounts counts;
  private transient StepMetrics stepMetrics;
  private transient List<ScheduledFuture<?>> timers;
  private transient LoadedTable[] tables;
  private transient StepProgram program;
  private transient RowEncoder encoder;
  private transient OutputTag<Row>[] routes;
  private transient StreamRecord<Row> current;
  private transient Row currentRow;
  private transient RowKind currentKind;
  private transient Object[] currentValues;
  private transient BorneErrors borne;
  private transient boolean timed;
  private transient long timedSince;

  public FusedStepOperator(RunSpec run) {
    this.run = run;
    this.chainingStrategy = ChainingStrategy.ALWAYS;
  }

  /** The side output of every run that has a step with the policy {@code dead-letter}. */
  public static OutputTag<Row> deadLetters() {
    return new OutputTag<>("dead-letters", new RowTypeInformation(DeadLetter.SCHEMA));
  }

  /**
   * The side output of a route's edge.
   *
   * @param schema of the rows on it
   */
  public static OutputTag<Row> route(String edge, RecordSchema schema) {
    return new OutputTag<>("route " + edge, new RowTypeInformation(schema));
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of tags
  public void open() throws Exception {
    super.open();
    routes = run.routes().stream().map(edge -> route(edge, run.output())).toArray(OutputTag[]::new);
    timers = new ArrayList<>();
    counts = new StepCounts(run.steps().size());
    borne = new BorneErrors(run.errorLimit());
    stepMetrics = new StepMetrics(run, counts, getMetricGroup(), getRuntimeContext());
    encoder = run.encoder();
    openTables();
    if (run.program() != null) {
      program = run.program().instantiate(StepProgram.class);
      program.connect(this);
    }
    timers.add(
        getProcessingTimeService()
            .scheduleWithFixedDelay(
                time -> stepMetrics.publish(),
                PublishedCounters.PUBLISH_EVERY_MILLIS,
                PublishedCounters.PUBLISH_EVERY_MILLIS));
  }

  private void openTables() throws IOException {
    tables = new LoadedTable[run.lookups().size()];
    for (int i = 0; i < tables.length; i++) {
      LoadedTable table = LoadedTable.load(run.lookups().get(i));
      long ttl = run.lookups().get(i).ttlMillis();
      tables[i] = table;
      if (ttl > 0) {
        timers.add(
            getProcessingTimeService().scheduleWithFixedDelay(time -> table.refresh(), ttl, ttl));
      }
    }
  }

  @Override
  public LoadedTable table(int table) {
    return tables[table];
  }

  @Override
  public void processElement(StreamRecord<Row> element) {
    Row row = element.getValue();
    long number = ++counts.received;
    current = element;
    currentRow = row;
    currentKind = row.kind();
    currentValues = row.values();
    if (run.fromSource()) {
      if (refused(row)) {
        return;
      }
      counts.unknownFields += row.unknownFields();
    }
    if ((number & (TIMED_EVERY - 1)) == 0) {
      processTimed();
    } else {
      process();
    }
  }

  private void process() {
    if (program == null) {
      emit(currentValues);
    } else {
      program.process(currentValues);
    }
  }

  private void processTimed() {
    time(true);
    timedSince = System.nanoTime();
    process();
    time(false);
  }

  private void time(boolean on) {
    timed = on;
    if (program != null) {
      program.setTimed(on);
    }
  }

  /** What the source could not decode, or cannot place in time. */
  private boolean refused(Row row) {
    if (row.isBad()) {
      BadRecord bad = row.badRecord();
      StepSpec source = run.steps().get(0);
      failed(
          0,
          new DataException(bad.code(), bad.message()),
          () -> DeadLetter.of(source.id(), bad, run.version()),
          () -> "at " + bad.position() + ": " + new String(bad.raw(), StandardCharsets.UTF_8));
      return true;
    }
    int time = run.eventTimePosition();
    if (time >= 0 && row.get(time) == null) {
      String field = run.steps().get(0).inputSchema().fields().get(time).name();
      failed(
          0,
          row.values(),
          new DataException(
              ErrorCode.NULL_NOT_ALLOWED, "the event time field '" + field + "' is null"));
      return true;
    }
    return false;
  }

  @Override
  public void emit(Object[] values) {
    int last = run.steps().size() - 1;
    // Unchanged values travel in the row they came in.
    Row row = values == currentValues ? currentRow : derived(values);
    if (encoder != null) {
      try {
        row = Row.of((Object) encoder.encode(row));
      } catch (DataException e) {
        failed(last, values, e);
        return;
      }
    }
    if (timed) {
      ended(last);
    }
    output.collect(current.replace(row));
    if (timed) {
      timedSince = System.nanoTime();
    }
  }

  private Row derived(Object[] values) {
    Row row = new Row(currentKind, values);
    row.readWhere(currentRow);
    return row;
  }

  @Override
  public void emitTo(int route, Object[] values) {
    Row row = values == currentValues ? currentRow : derived(values);
    output.collect(routes[route], current.replace(row));
    if (timed) {
      timedSince = System.nanoTime();
    }
  }

  @Override
  public void added(int step, int records) {
    counts.added[step] += records;
  }

  @Override
  public void filtered(int step) {
    counts.filtered[step]++;
  }

  @Override
  public void failed(int step, Object[] in, DataException error) {
    StepSpec spec = run.steps().get(step);
    failed(
        step,
        error,
        () ->
            DeadLetter.of(
                spec.id(),
                RowJson.of(spec.inputSchema(), in),
                error.code(),
                error.getMessage(),
                currentRow.position(),
                run.version()),
        () -> place() + "record " + RowJson.of(spec.inputSchema(), in));
  }

  /**
   * Does what the step's policy says.
   *
   * @param letter the record as a dead letter
   * @param shown the record and its place, for people
   */
  private void failed(int step, DataException error, Supplier<Row> letter, Supplier<String> shown) {
    String id = run.steps().get(step).id();
    switch (run.steps().get(step).onError()) {
      case SKIP -> counts.skipped[step]++;
      case DEAD_LETTER -> {
        counts.deadLettered[step]++;
        output.collect(deadLetters(), new StreamRecord<>(letter.get()));
      }
      default -> {
        counts.failed[step]++;
        throw new SuppressRestartsException(
            new RecordFailedException(id, error.code(), error.getMessage(), shown.get()));
      }
    }
    borne.add(id, counts.received, error.code(), error.getMessage(), shown);
  }

  private String place() {
    String position = currentRow.position();
    return position == null ? "" : "at " + position + ": ";
  }

  @Override
  public void nulled(int step) {
    counts.nulled[step]++;
  }

  @Override
  public void ended(int step) {
    long now = System.nanoTime();
    counts.busyNanos[step] += (now - timedSince) * TIMED_EVERY;
    timedSince = now;
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    stepMetrics.publish();
  }

  @Override
  public void finish() throws Exception {
    stepMetrics.publish();
    super.finish();
  }

  @Override
  public void close() throws Exception {
    if (timers != null) {
      timers.forEach(timer -> timer.cancel(false));
    }
    if (stepMetrics != null) {
      stepMetrics.publish();
    }
    super.close();
  }
}
