package io.dataflow.pipeline.codec;

import io.dataflow.error.ErrorCode;
import java.util.List;

/** A config in the older spelling, which today's members cannot stand beside. */
final class OlderForm {
  private OlderForm() {}

  /**
   * Says which of today's members are written.
   *
   * @param older the members of the older spelling, for the message
   * @return whether there is one
   */
  static boolean refuseBeside(ObjectCursor config, String older, String hint, List<String> todays) {
    List<String> written = todays.stream().filter(config::has).toList();
    if (!written.isEmpty()) {
      config
          .diagnostics()
          .error(
              ErrorCode.CONFLICTING_VALUES,
              config.pointer(),
              "'" + String.join("', '", written) + "' cannot stand beside the older " + older,
              hint);
    }
    return !written.isEmpty();
  }
}
