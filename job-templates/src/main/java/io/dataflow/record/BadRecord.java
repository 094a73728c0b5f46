package io.dataflow.record;

import io.dataflow.error.ErrorCode;
import java.util.Arrays;
import java.util.Objects;

/**
 * What a source read and could not decode.
 *
 * @param raw the bytes as read; whoever makes the record must not change them afterwards
 * @param position where they stand, in the source's own words: {@code file:/data/a.csv#line=17}
 * @param message what is wrong with them
 */
public record BadRecord(byte[] raw, String position, ErrorCode code, String message) {
  public BadRecord {
    Objects.requireNonNull(raw);
    Objects.requireNonNull(position);
    Objects.requireNonNull(code);
    Objects.requireNonNull(message);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BadRecord that
        && Arrays.equals(raw, that.raw)
        && position.equals(that.position)
        && code == that.code
        && message.equals(that.message);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(raw), position, code, message);
  }
}
