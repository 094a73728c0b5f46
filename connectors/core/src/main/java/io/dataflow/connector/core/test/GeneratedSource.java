package io.dataflow.connector.core.test;

import io.dataflow.record.Row;
import java.util.Collection;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Flink's generator, which always calls itself bounded, with the boundedness that was asked for.
 */
final class GeneratedSource
    implements Source<Row, NumberSequenceSplit, Collection<NumberSequenceSplit>>,
        ResultTypeQueryable<Row> {
  private static final long serialVersionUID = 1L;

  private final DataGeneratorSource<Row> generator;
  private final Boundedness boundedness;

  GeneratedSource(DataGeneratorSource<Row> generator, Boundedness boundedness) {
    this.generator = generator;
    this.boundedness = boundedness;
  }

  @Override
  public Boundedness getBoundedness() {
    return boundedness;
  }

  @Override
  public SourceReader<Row, NumberSequenceSplit> createReader(SourceReaderContext context)
      throws Exception {
    return generator.createReader(context);
  }

  @Override
  public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> createEnumerator(
      SplitEnumeratorContext<NumberSequenceSplit> context) {
    return generator.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> restoreEnumerator(
      SplitEnumeratorContext<NumberSequenceSplit> context,
      Collection<NumberSequenceSplit> checkpoint) {
    return generator.restoreEnumerator(context, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<NumberSequenceSplit> getSplitSerializer() {
    return generator.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<Collection<NumberSequenceSplit>>
      getEnumeratorCheckpointSerializer() {
    return generator.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<Row> getProducedType() {
    return generator.getProducedType();
  }
}
