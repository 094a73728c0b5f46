package io.dataflow.compile;

import io.dataflow.error.ErrorCode;
import io.dataflow.record.BadRecord;
import io.dataflow.record.Row;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The source of {@link TestingRowsConnector}. */
final class TestingRowsSource implements Source<Row, TestingRowsSource.Position, Integer> {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final int[] projection;
  private final boolean bounded;

  private static final String WATERMARK = "watermark";

  /** Not a record: the source says that time has come so far. */
  static Row watermark(long time) {
    return Row.bad(
        new BadRecord(new byte[0], WATERMARK, ErrorCode.DECODE_ERROR, Long.toString(time)));
  }

  TestingRowsSource(String name, int[] projection, boolean bounded) {
    this.name = name;
    this.projection = projection.clone();
    this.bounded = bounded;
  }

  @Override
  public Boundedness getBoundedness() {
    return bounded ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SplitEnumerator<Position, Integer> createEnumerator(
      SplitEnumeratorContext<Position> context) {
    return new Enumerator(context, 0);
  }

  @Override
  public SplitEnumerator<Position, Integer> restoreEnumerator(
      SplitEnumeratorContext<Position> context, Integer assigned) {
    return new Enumerator(context, assigned);
  }

  @Override
  public SimpleVersionedSerializer<Position> getSplitSerializer() {
    return new IntegerSerializer<>() {
      @Override
      int toInt(Position position) {
        return position.index();
      }

      @Override
      Position fromInt(int index) {
        return new Position(index);
      }
    };
  }

  @Override
  public SimpleVersionedSerializer<Integer> getEnumeratorCheckpointSerializer() {
    return new IntegerSerializer<>() {
      @Override
      int toInt(Integer value) {
        return value;
      }

      @Override
      Integer fromInt(int value) {
        return value;
      }
    };
  }

  @Override
  public SourceReader<Row, Position> createReader(SourceReaderContext context) {
    return new Reader(name, projection, bounded);
  }

  /** The one split: the next row's index. */
  record Position(int index) implements SourceSplit {
    @Override
    public String splitId() {
      return "rows";
    }
  }

  private static final class Enumerator implements SplitEnumerator<Position, Integer> {
    private final SplitEnumeratorContext<Position> context;
    private int assigned;

    Enumerator(SplitEnumeratorContext<Position> context, int assigned) {
      this.context = context;
      this.assigned = assigned;
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int subtask, String host) {}

    @Override
    public void addSplitsBack(List<Position> splits, int subtask) {
      assigned = 0;
    }

    @Override
    public void addReader(int subtask) {
      if (assigned == 0) {
        assigned = 1;
        context.assignSplit(new Position(0), subtask);
      }
      context.signalNoMoreSplits(subtask);
    }

    @Override
    public Integer snapshotState(long checkpointId) {
      return assigned;
    }

    @Override
    public void close() {}
  }

  private static final class Reader implements SourceReader<Row, Position> {
    private final String name;
    private final int[] projection;
    private final boolean bounded;
    private final CompletableFuture<Void> splitsKnown = new CompletableFuture<>();
    private final Queue<Position> splits = new ArrayDeque<>();
    private int next = -1;

    Reader(String name, int[] projection, boolean bounded) {
      this.name = name;
      this.projection = projection;
      this.bounded = bounded;
    }

    @Override
    public void start() {}

    @Override
    public InputStatus pollNext(ReaderOutput<Row> output) {
      if (!splits.isEmpty()) {
        next = splits.remove().index();
      }
      List<Row> rows = TestingRowsConnector.ROWS.get(name);
      if (next >= 0 && next < rows.size()) {
        Row row = TestingRowsConnector.project(rows.get(next), projection);
        if (row.isBad() && row.badRecord().position().equals(WATERMARK)) {
          next++;
          output.emitWatermark(new Watermark(Long.parseLong(row.badRecord().message())));
        } else {
          row.readAt("rows#", next++);
          output.createOutputForSplit("rows").collect(row);
        }
        return InputStatus.MORE_AVAILABLE;
      }
      if (!splitsKnown.isDone() || !bounded) {
        return InputStatus.NOTHING_AVAILABLE;
      }
      return InputStatus.END_OF_INPUT;
    }

    @Override
    public List<Position> snapshotState(long checkpointId) {
      List<Position> state = new ArrayList<>(splits);
      if (next >= 0) {
        state.add(new Position(next));
      }
      return state;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      boolean rowsLeft = next >= 0 && next < TestingRowsConnector.ROWS.get(name).size();
      if (!splits.isEmpty() || rowsLeft || (bounded && splitsKnown.isDone())) {
        return CompletableFuture.completedFuture(null);
      }
      return bounded || !splitsKnown.isDone() ? splitsKnown : new CompletableFuture<>();
    }

    @Override
    public void addSplits(List<Position> added) {
      splits.addAll(added);
    }

    @Override
    public void notifyNoMoreSplits() {
      splitsKnown.complete(null);
    }

    @Override
    public void close() {}
  }

  private abstract static class IntegerSerializer<T> implements SimpleVersionedSerializer<T> {
    abstract int toInt(T value);

    abstract T fromInt(int value);

    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(T value) {
      return ByteBuffer.allocate(Integer.BYTES).putInt(toInt(value)).array();
    }

    @Override
    public T deserialize(int version, byte[] bytes) throws IOException {
      return fromInt(ByteBuffer.wrap(bytes).getInt());
    }
  }
}
