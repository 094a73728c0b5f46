package io.dataflow.function;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** Digests as lower-case hexadecimal digits; texts are digested as UTF-8. */
public final class Hashes {
  private Hashes() {}

  public static String md5(String text) {
    return md5(Casts.toBytes(text));
  }

  public static String md5(byte[] bytes) {
    return digest("MD5", bytes);
  }

  public static String sha1(String text) {
    return sha1(Casts.toBytes(text));
  }

  public static String sha1(byte[] bytes) {
    return digest("SHA-1", bytes);
  }

  public static String sha224(String text) {
    return sha224(Casts.toBytes(text));
  }

  public static String sha224(byte[] bytes) {
    return digest("SHA-224", bytes);
  }

  public static String sha256(String text) {
    return sha256(Casts.toBytes(text));
  }

  public static String sha256(byte[] bytes) {
    return digest("SHA-256", bytes);
  }

  public static String sha384(String text) {
    return sha384(Casts.toBytes(text));
  }

  public static String sha384(byte[] bytes) {
    return digest("SHA-384", bytes);
  }

  public static String sha512(String text) {
    return sha512(Casts.toBytes(text));
  }

  public static String sha512(byte[] bytes) {
    return digest("SHA-512", bytes);
  }

  public static long crc32(String text) {
    return crc32(Casts.toBytes(text));
  }

  public static long crc32(byte[] bytes) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    return checksum.getValue();
  }

  private static String digest(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
