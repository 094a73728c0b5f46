package io.dataflow.service.command;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids of pipelines whose creator gave none. */
public final class PipelineIds {
  private PipelineIds() {}

  /**
   * The id of a pipeline created under an idempotency key: the same key of the same caller names
   * the same pipeline, so that a repeated request finds what the first one made. A UUID of version
   * 5 (RFC 9562) in the installation's name space.
   */
  public static String forKey(UUID installationId, String caller, String key) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(
          ByteBuffer.allocate(Long.BYTES * 2)
              .putLong(installationId.getMostSignificantBits())
              .putLong(installationId.getLeastSignificantBits())
              .array());
      sha1.update((caller + '\0' + key).getBytes(StandardCharsets.UTF_8));
      ByteBuffer hash = ByteBuffer.wrap(sha1.digest());
      long high = (hash.getLong() & ~0xF000L) | 0x5000L;
      long low = (hash.getLong() & ~(0xC0L << 56)) | (0x80L << 56);
      return new UUID(high, low).toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
