package io.dataflow.trial;

import io.dataflow.record.Row;
import io.dataflow.record.RowTypeInformation;
import io.dataflow.runtime.format.RowDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceEnumerator;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReader;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceSplit;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Gives rows that travel with the job, in their order. Each is a part of its own: time moves with
 * each row, so that what is late does not depend on how fast the rows are read.
 */
final class TrialSource
    implements Source<Row, TrialSource.Split, Collection<TrialSource.Split>>,
        ResultTypeQueryable<Row> {
  private static final long serialVersionUID = 1L;

  private final TrialRows rows;

  TrialSource(TrialRows rows) {
    this.rows = rows;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SplitEnumerator<Split, Collection<Split>> createEnumerator(
      SplitEnumeratorContext<Split> context) {
    // A split without a row is none: Flink's reader takes the first without asking for it.
    List<Split> splits = rows.texts().isEmpty() ? List.of() : List.of(new Split(rows, 0));
    return new IteratorSourceEnumerator<>(context, splits);
  }

  @Override
  public SplitEnumerator<Split, Collection<Split>> restoreEnumerator(
      SplitEnumeratorContext<Split> context, Collection<Split> checkpoint) {
    return new IteratorSourceEnumerator<>(context, checkpoint);
  }

  @Override
  public SourceReader<Row, Split> createReader(SourceReaderContext context) {
    return new IteratorSourceReader<>(context);
  }

  @Override
  public TypeInformation<Row> getProducedType() {
    return new RowTypeInformation(rows.schema());
  }

  @Override
  public SimpleVersionedSerializer<Split> getSplitSerializer() {
    return new SplitSerializer(rows);
  }

  @Override
  public SimpleVersionedSerializer<Collection<Split>> getEnumeratorCheckpointSerializer() {
    return new SplitsSerializer(rows);
  }

  /** All rows from one on. */
  record Split(TrialRows rows, int next) implements IteratorSourceSplit<Row, Rows> {
    @Override
    public String splitId() {
      return "rows";
    }

    @Override
    public Rows getIterator() {
      return new Rows(rows, next);
    }

    @Override
    public IteratorSourceSplit<Row, Rows> getUpdatedSplitForIterator(Rows iterator) {
      return new Split(rows, iterator.next);
    }
  }

  /** For one reader. */
  static final class Rows implements Iterator<Row> {
    private final TrialRows rows;
    private final RowDecoder decoder;
    private int next;

    Rows(TrialRows rows, int next) {
      this.rows = rows;
      this.next = next;
      this.decoder = rows.decoder();
    }

    @Override
    public boolean hasNext() {
      return next < rows.texts().size();
    }

    @Override
    public Row next() {
      Row row = rows.row(decoder, next++);
      row.endSplit();
      return row;
    }
  }

  /** The position only: the rows are in the source. */
  private record SplitSerializer(TrialRows rows) implements SimpleVersionedSerializer<Split> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Split split) {
      return ByteBuffer.allocate(Integer.BYTES).putInt(split.next()).array();
    }

    @Override
    public Split deserialize(int version, byte[] serialized) {
      return new Split(rows, ByteBuffer.wrap(serialized).getInt());
    }
  }

  private record SplitsSerializer(TrialRows rows)
      implements SimpleVersionedSerializer<Collection<Split>> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Collection<Split> splits) throws IOException {
      ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES * splits.size());
      splits.forEach(split -> buffer.putInt(split.next()));
      return buffer.array();
    }

    @Override
    public Collection<Split> deserialize(int version, byte[] serialized) {
      List<Split> splits = new ArrayList<>();
      ByteBuffer buffer = ByteBuffer.wrap(serialized);
      while (buffer.hasRemaining()) {
        splits.add(new Split(rows, buffer.getInt()));
      }
      return splits;
    }
  }
}
