package io.dataflow.connector.core.file;

import io.dataflow.connector.ConnectorPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.core.fs.Path;

/** Finds the files of a source once, when the job starts; a split for each. */
final class FileLister implements FileEnumerator {
  private final ConnectorPolicy policy;

  FileLister(ConnectorPolicy policy) {
    this.policy = policy;
  }

  /** The splits, the last file by name first: Flink's simple assigner takes them from the end. */
  @Override
  public Collection<FileSourceSplit> enumerateSplits(Path[] paths, int minDesiredSplits)
      throws IOException {
    List<FileSourceSplit> splits = new ArrayList<>();
    for (Path path : paths) {
      for (java.nio.file.Path file :
          FileNames.list(java.nio.file.Path.of(path.getPath()), policy)) {
        long size = Files.size(file);
        splits.add(
            0,
            new FileSourceSplit(
                file.toString(),
                new Path(file.toUri()),
                0,
                size,
                Files.getLastModifiedTime(file).toMillis(),
                size));
      }
    }
    return splits;
  }
}
