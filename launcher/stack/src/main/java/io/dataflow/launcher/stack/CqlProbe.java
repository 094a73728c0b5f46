package io.dataflow.launcher.stack;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Asks a Cassandra whether it answers a query: two frames of the native protocol, version 4. Its
 * port opens before it can answer, and its log is not a contract.
 */
final class CqlProbe {

  private static final int TIMEOUT_MS = 2_000;
  private static final byte VERSION = 4;
  private static final byte STARTUP = 1;
  private static final byte READY = 2;
  private static final byte QUERY = 7;
  private static final byte RESULT = 8;
  private static final short CONSISTENCY_ONE = 1;

  private CqlProbe() {}

  static Optional<String> missing(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
      socket.setSoTimeout(TIMEOUT_MS);
      byte ready = ask(socket, STARTUP, startup());
      if (ready != READY) {
        return Optional.of("it answered STARTUP with opcode " + ready);
      }
      byte result = ask(socket, QUERY, query("SELECT release_version FROM system.local"));
      return result == RESULT
          ? Optional.empty()
          : Optional.of("it answered a query with opcode " + result);
    } catch (IOException e) {
      return Optional.of("no answer on port " + port + " (" + e.getMessage() + ")");
    }
  }

  private static byte ask(Socket socket, byte opcode, byte[] body) throws IOException {
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    out.write(
        ByteBuffer.allocate(9 + body.length)
            .put(VERSION)
            .put((byte) 0)
            .putShort((short) 0)
            .put(opcode)
            .putInt(body.length)
            .put(body)
            .array());
    out.flush();
    DataInputStream in = new DataInputStream(socket.getInputStream());
    in.readInt();
    byte answer = in.readByte();
    in.skipNBytes(in.readInt());
    return answer;
  }

  private static byte[] startup() {
    byte[] name = "CQL_VERSION".getBytes(StandardCharsets.US_ASCII);
    byte[] version = "3.0.0".getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(6 + name.length + version.length)
        .putShort((short) 1)
        .putShort((short) name.length)
        .put(name)
        .putShort((short) version.length)
        .put(version)
        .array();
  }

  private static byte[] query(String cql) {
    byte[] text = cql.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(7 + text.length)
        .putInt(text.length)
        .put(text)
        .putShort(CONSISTENCY_ONE)
        .put((byte) 0)
        .array();
  }
}
