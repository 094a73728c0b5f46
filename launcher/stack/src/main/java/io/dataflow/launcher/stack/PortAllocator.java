package io.dataflow.launcher.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Finds free loopback ports. */
public final class PortAllocator {

  // Below the ephemeral ranges of Linux (32768) and macOS (49152): a port from there could go to
  // any outgoing connection while the server that owns it is being restarted.
  private static final int LOWEST = 15_000;
  private static final int HIGHEST = 32_000;

  private PortAllocator() {}

  /**
   * Distinct ports that nothing listens on at present.
   *
   * @throws IOException if no free port is found
   */
  public static List<Integer> free(int count) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int attempt = 0; held.size() < count && attempt < 100 * count; attempt++) {
        int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
        try {
          held.add(bind(port));
        } catch (IOException taken) {
          // The next draw, then.
        }
      }
      if (held.size() < count) {
        throw new IOException(
            "no " + count + " free ports between " + LOWEST + " and " + HIGHEST + " on loopback");
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }

  /** Whether a server could listen on the port now. */
  public static boolean isFree(int port) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (Socket socket = new Socket()) {
      // Some systems let a server bind loopback although another one has bound all addresses.
      socket.connect(address, 1_000);
      return false;
    } catch (IOException nobodyListens) {
      try (ServerSocket socket = bind(port)) {
        return socket.isBound();
      } catch (IOException taken) {
        return false;
      }
    }
  }

  private static ServerSocket bind(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      // As the servers do: connections of a dead predecessor in TIME_WAIT do not count.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
