package io.dataflow.connector.core.file;

import io.dataflow.connector.ConnectorPolicy;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.enumerate.FileEnumerator;
import org.apache.flink.core.fs.Path;

/** Finds the files of a source; a split for each. */
final class FileLister implements FileEnumerator {
  private final ConnectorPolicy policy;
  private final boolean watching;

  /**
   * @param watching whether files may still come, so that none is no error
   */
  FileLister(ConnectorPolicy policy, boolean watching) {
    this.policy = policy;
    this.watching = watching;
  }

  @Override
  public Collection<FileSourceSplit> enumerateSplits(Path[] paths, int minDesiredSplits)
      throws IOException {
    List<FileSourceSplit> splits = new ArrayList<>();
    for (Path path : paths) {
      for (java.nio.file.Path file : files(java.nio.file.Path.of(path.getPath()))) {
        long size = Files.size(file);
        splits.add(
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

  private List<java.nio.file.Path> files(java.nio.file.Path path) throws IOException {
    try {
      return FileNames.list(path, policy);
    } catch (FileNotFoundException e) {
      if (watching) {
        return List.of();
      }
      throw e;
    }
  }
}
