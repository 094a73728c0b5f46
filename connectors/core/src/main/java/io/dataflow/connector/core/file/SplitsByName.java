package io.dataflow.connector.core.file;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.assigners.FileSplitAssigner;
import org.apache.flink.core.fs.Path;

/**
 * Hands files out by name, whenever they came: also those that were found while others wait, and
 * those that a lost reader gives back. Whoever reads by event time relies on it: of files that
 * follow one another in time none is read behind a later one, when its rows would be late.
 *
 * <p>Flink's own assigner hands out first what came last.
 */
final class SplitsByName implements FileSplitAssigner {
  private final PriorityQueue<FileSourceSplit> waiting =
      new PriorityQueue<>(
          Comparator.comparing(FileSourceSplit::path, Comparator.comparing(Path::getPath)));

  SplitsByName(Collection<FileSourceSplit> splits) {
    waiting.addAll(splits);
  }

  @Override
  public Optional<FileSourceSplit> getNext(String host) {
    return Optional.ofNullable(waiting.poll());
  }

  @Override
  public void addSplits(Collection<FileSourceSplit> splits) {
    waiting.addAll(splits);
  }

  @Override
  public Collection<FileSourceSplit> remainingSplits() {
    return Collections.unmodifiableCollection(waiting);
  }
}
