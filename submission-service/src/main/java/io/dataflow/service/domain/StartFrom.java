package io.dataflow.service.domain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a start begins. All but {@link Latest} begin a new lineage. */
public sealed interface StartFrom {
  /** The newest point of the present lineage; from empty where none was ever made. */
  record Latest() implements StartFrom {
    @Override
    public String text() {
      return "latest";
    }
  }

  /** Without state. */
  record Empty() implements StartFrom {
    @Override
    public String text() {
      return "none";
    }
  }

  /** A recorded snapshot. */
  record FromSnapshot(String snapshotId) implements StartFrom {
    @Override
    public String text() {
      return snapshotId;
    }
  }

  /** A retained checkpoint of an attempt whose directory is still there: {@code 5-chk-42}. */
  record FromCheckpoint(int attempt, long checkpointId) implements StartFrom {
    @Override
    public String text() {
      return attempt + "-chk-" + checkpointId;
    }
  }

  /** As in a command: {@code latest}, {@code none}, a snapshot's id. */
  String text();

  /** Reads what {@link #text()} writes. */
  static StartFrom parse(String text) {
    Matcher checkpoint = Pattern.compile("(\\d{1,9})-chk-(\\d{1,18})").matcher(text);
    if (checkpoint.matches()) {
      return new FromCheckpoint(
          Integer.parseInt(checkpoint.group(1)), Long.parseLong(checkpoint.group(2)));
    }
    return switch (text) {
      case "latest" -> new Latest();
      case "none" -> new Empty();
      default -> new FromSnapshot(text);
    };
  }
}
