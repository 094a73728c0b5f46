package io.dataflow.pipeline;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a sink promises about records across failures, weakest first. */
public enum DeliveryGuarantee {
  AT_LEAST_ONCE,
  /** At least once, and writing a record again changes nothing: an upsert by a full key. */
  EFFECTIVELY_ONCE,
  EXACTLY_ONCE;

  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<DeliveryGuarantee> of(String text) {
    return Arrays.stream(values()).filter(guarantee -> guarantee.text().equals(text)).findFirst();
  }
}
