package io.dataflow.connector.core.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.core.fs.Path;
import org.junit.jupiter.api.Test;

class SplitsByNameTest {
  private static List<FileSourceSplit> splits(String... names) {
    return Stream.of(names)
        .map(name -> new FileSourceSplit(name, new Path("/in/" + name), 0, 1, 0, 1))
        .toList();
  }

  private static List<String> handedOut(SplitsByName splits) {
    List<String> names = new ArrayList<>();
    for (Optional<FileSourceSplit> next = splits.getNext(null);
        next.isPresent();
        next = splits.getNext(null)) {
      names.add(next.get().splitId());
    }
    return names;
  }

  @Test
  void whatComesLaterWaitsBehindWhatIsThere() {
    SplitsByName splits = new SplitsByName(splits("b", "a"));
    splits.addSplits(splits("d", "c"));
    assertThat(handedOut(splits)).containsExactly("a", "b", "c", "d");
  }

  @Test
  void whatALostReaderGivesBackIsReadInItsPlace() {
    SplitsByName splits = new SplitsByName(splits("a", "b", "c", "d"));
    List<FileSourceSplit> lost =
        List.of(splits.getNext(null).orElseThrow(), splits.getNext(null).orElseThrow());
    splits.addSplits(lost);
    assertThat(handedOut(splits)).containsExactly("a", "b", "c", "d");
  }

  @Test
  void aCheckpointKeepsWhatWaits() {
    SplitsByName splits = new SplitsByName(splits("c", "a", "b"));
    splits.getNext(null);
    assertThat(handedOut(new SplitsByName(splits.remainingSplits()))).containsExactly("b", "c");
  }
}
