package io.dataflow.service.flink;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The ids that we choose for Flink: the same input gives the same id, in every replica, for ever.
 */
public final class JobIds {
  private JobIds() {}

  /**
   * The JobID of one attempt.
   *
   * @param createdEventId the event that opened the present incarnation of the pipeline
   */
  public static String jobId(String installationId, UUID createdEventId, int attempt) {
    return hash("job", installationId, createdEventId.toString(), Integer.toString(attempt));
  }

  /** The trigger id of the operation that an event asked for; a new try is a new number. */
  public static String triggerId(UUID requestEventId, int tryNumber) {
    return hash("trigger", requestEventId.toString(), Integer.toString(tryNumber));
  }

  private static String hash(String... parts) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        sha.update(part.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
      }
      return HexFormat.of().formatHex(sha.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
