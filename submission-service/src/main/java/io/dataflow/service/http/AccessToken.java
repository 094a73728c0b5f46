package io.dataflow.service.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A bearer token, known by its hash only.
 *
 * @param name who it stands for; the actor of the events that it causes
 * @param sha256 lower-case hex of the token's UTF-8 bytes
 */
public record AccessToken(String name, Role role, String sha256) {
  public AccessToken {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "the hash of token '" + name + "' is not 64 lower-case hex digits");
    }
  }

  boolean matches(String token) {
    return MessageDigest.isEqual(
        hash(token).getBytes(StandardCharsets.US_ASCII),
        sha256.getBytes(StandardCharsets.US_ASCII));
  }

  /** What is stored for a token. */
  public static String hash(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Never shows the hash. */
  @Override
  public String toString() {
    return "AccessToken[" + name + ", " + role.text() + "]";
  }
}
