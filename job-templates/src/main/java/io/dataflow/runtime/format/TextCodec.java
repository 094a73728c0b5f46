package io.dataflow.runtime.format;

import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Bytes to text and back, where a byte that is no text is an error and not a replacement. */
public final class TextCodec {
  /**
   * The encodings that are read: those that hold ASCII as it is, so that delimiters are found in
   * bytes.
   */
  public static final List<String> ENCODINGS = List.of("UTF-8", "ISO-8859-1", "windows-1252");

  private static final char REPLACEMENT = '\uFFFD';

  private TextCodec() {}

  static String decode(byte[] bytes, int from, int to, Charset charset) {
    String text = new String(bytes, from, to - from, charset);
    // A decoder replaces silently; the replacement may also stand in the text itself.
    if (text.indexOf(REPLACEMENT) >= 0 && !isValid(bytes, from, to, charset)) {
      throw new DataException(ErrorCode.DECODE_ERROR, "the bytes are no " + charset.name());
    }
    return text;
  }

  private static boolean isValid(byte[] bytes, int from, int to, Charset charset) {
    try {
      charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, from, to - from));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  static byte[] encode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i)) && isLone(text, i)) {
        throw new DataException(
            ErrorCode.ENCODE_ERROR, "the text holds half a character (a lone surrogate)");
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isLone(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
        : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
  }
}
