package io.dataflow.expression;

import static io.dataflow.expression.FunctionBuilder.function;
import static io.dataflow.expression.FunctionCategory.HASH;
import static io.dataflow.expression.FunctionCategory.TEXT;

import io.dataflow.function.Encodings;
import io.dataflow.function.Hashes;
import io.dataflow.schema.ScalarKind;
import java.util.List;

/** Encodings and digests. */
final class EncodingFunctions {
  private EncodingFunctions() {}

  static List<ScalarFunction> all() {
    return List.of(
        function("TO_BASE64", TEXT)
            .takes("value", ParameterType.STRING_OR_BYTES)
            .returns(ScalarKind.STRING)
            .calls(Encodings.class, "toBase64")
            .describe("Base64; a text is encoded as UTF-8 first.")
            .example("TO_BASE64('hello')", "aGVsbG8=")
            .build(),
        function("FROM_BASE64", TEXT)
            .takes("text", ParameterType.STRING)
            .returns(ScalarKind.STRING)
            .calls(Encodings.class, "textFromBase64")
            .describe("The text that base64 encodes; a data error if it is none.")
            .example("FROM_BASE64('aGVsbG8=')", "hello")
            .build(),
        function("UNBASE64", TEXT)
            .takes("text", ParameterType.STRING)
            .returns(ScalarKind.BYTES)
            .calls(Encodings.class, "fromBase64")
            .describe("The bytes that base64 encodes; a data error if it is none.")
            .example("HEX(UNBASE64('/wA='))", "FF00")
            .build(),
        function("HEX", TEXT)
            .takes("value", ParameterType.INTEGER_OR_BYTES)
            .returns(ScalarKind.STRING)
            .calls(Encodings.class, "hex")
            .describe("A number, or bytes, or the UTF-8 bytes of a text, in hexadecimal digits.")
            .example("HEX(255)", "FF")
            .example("HEX('az')", "617A")
            .build(),
        function("UNHEX", TEXT)
            .takes("text", ParameterType.STRING)
            .returns(ScalarKind.BYTES)
            .calls(Encodings.class, "unhex")
            .describe(
                "The bytes that pairs of hexadecimal digits stand for; a data error if they are none.")
            .example("CAST(UNHEX('617a') AS STRING)", "az")
            .build(),
        function("URL_ENCODE", TEXT)
            .takes("text", ParameterType.STRING)
            .returns(ScalarKind.STRING)
            .calls(Encodings.class, "urlEncode")
            .describe("Escaped for the query of a URL; a blank becomes +.")
            .example("URL_ENCODE('a b&c/ü')", "a+b%26c%2F%C3%BC")
            .build(),
        function("URL_DECODE", TEXT)
            .takes("text", ParameterType.STRING)
            .returns(ScalarKind.STRING)
            .calls(Encodings.class, "urlDecode")
            .describe("Escapes of a URL read; an incomplete one is a data error.")
            .example("URL_DECODE('a+b%26c')", "a b&c")
            .build(),
        function("OCTET_LENGTH", TEXT)
            .takes("value", ParameterType.STRING_OR_BYTES)
            .returns(ScalarKind.INT)
            .calls(Encodings.class, "octetLength")
            .describe("The number of bytes, of a text in UTF-8.")
            .example("OCTET_LENGTH('a€')", "4")
            .build(),
        function("MD5", HASH)
            .takes("value", ParameterType.STRING_OR_BYTES)
            .returns(ScalarKind.STRING)
            .calls(Hashes.class, "md5")
            .describe("The MD5 digest as hexadecimal digits. Not for secrets.")
            .example("MD5('abc')", "900150983cd24fb0d6963f7d28e17f72")
            .build(),
        function("SHA1", HASH)
            .takes("value", ParameterType.STRING_OR_BYTES)
            .returns(ScalarKind.STRING)
            .calls(Hashes.class, "sha1")
            .describe("The SHA-1 digest as hexadecimal digits. Not for secrets.")
            .example("SHA1('abc')", "a9993e364706816aba3e25717850c26c9cd0d89d")
            .build(),
        function("SHA224", HASH)
            .takes("value", ParameterType.STRING_OR_BYTES)
            .returns(ScalarKind.STRING)
            .calls(Hashes.class, "sha224")
            .describe("The SHA-224 digest as hexadecimal digits.")
            .example("SHA224('abc')", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7")
            .build(),
        function("SHA256", HASH)
            .takes("value", ParameterType.STRING_OR_BYTES)
            .returns(ScalarKind.STRING)
            .calls(Hashes.class, "sha256")
            .describe("The SHA-256 digest as hexadecimal digits.")
            .example(
                "SHA256('abc')", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
            .build(),
        function("SHA384", HASH)
            .takes("value", ParameterType.STRING_OR_BYTES)
            .returns(ScalarKind.STRING)
            .calls(Hashes.class, "sha384")
            .describe("The SHA-384 digest as hexadecimal digits.")
            .example(
                "SHA384('abc')",
                "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7")
            .build(),
        function("SHA512", HASH)
            .takes("value", ParameterType.STRING_OR_BYTES)
            .returns(ScalarKind.STRING)
            .calls(Hashes.class, "sha512")
            .describe("The SHA-512 digest as hexadecimal digits.")
            .example(
                "SHA512('abc')",
                "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f")
            .build(),
        function("CRC32", HASH)
            .takes("value", ParameterType.STRING_OR_BYTES)
            .returns(ScalarKind.BIGINT)
            .calls(Hashes.class, "crc32")
            .describe("The CRC-32 checksum. Spreads values, proves nothing.")
            .example("CRC32('abc')", "891568578")
            .build());
  }
}
