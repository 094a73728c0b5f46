package io.dataflow.service.preview;

import java.time.Duration;

/**
 * What trials may take of this machine.
 *
 * @param heapMegabytes of each JVM
 * @param timeout the longest that one may ask for
 * @param concurrent how many may run at the same time
 */
public record TrialLimits(int heapMegabytes, Duration timeout, int concurrent) {
  public static final TrialLimits STANDARD = new TrialLimits(256, Duration.ofSeconds(30), 2);
}
