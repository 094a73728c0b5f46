package io.dataflow.service.domain;

import java.time.Instant;

/**
 * @param detail for people, as it was when the wait began: {@code needs 2, free 0 of 8}
 */
public record Waiting(WaitingReason reason, String detail, Instant since) {
  public String text() {
    return reason + " " + detail;
  }
}
