package io.dataflow.function;

import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** Texts and bytes written with few characters, and back. Texts are encoded as UTF-8. */
public final class Encodings {
  private Encodings() {}

  public static String toBase64(String text) {
    return toBase64(Casts.toBytes(text));
  }

  public static String toBase64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  public static byte[] fromBase64(String text) {
    try {
      return Base64.getDecoder().decode(text.strip());
    } catch (IllegalArgumentException e) {
      throw Casts.unreadable(text, "base64");
    }
  }

  /** What is no UTF-8 is a data error, unlike in a CAST. */
  public static String textFromBase64(String text) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(fromBase64(text)))
          .toString();
    } catch (CharacterCodingException e) {
      throw Casts.unreadable(text, "base64 of a text");
    }
  }

  public static String hex(long number) {
    return Long.toHexString(number).toUpperCase(Locale.ROOT);
  }

  public static String hex(String text) {
    return hex(Casts.toBytes(text));
  }

  public static String hex(byte[] bytes) {
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }

  public static byte[] unhex(String text) {
    try {
      return HexFormat.of().parseHex(text.strip());
    } catch (IllegalArgumentException e) {
      throw Casts.unreadable(text, "text of hexadecimal digits");
    }
  }

  public static String bin(long number) {
    return Long.toBinaryString(number);
  }

  /** A blank becomes +, as in forms. */
  public static String urlEncode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  public static String urlDecode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new DataException(
          ErrorCode.FUNCTION_ERROR, "an incomplete % escape in '" + Casts.shown(text) + "'");
    }
  }

  public static int octetLength(String text) {
    return Casts.toBytes(text).length;
  }

  public static int octetLength(byte[] bytes) {
    return bytes.length;
  }
}
