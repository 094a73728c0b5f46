package io.dataflow.launcher.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** Stands before a server on loopback and can keep the answer to a request to itself. */
final class TcpProxy implements AutoCloseable {
  private static final int BUFFER = 16 << 10;

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Hold> hold = new AtomicReference<>();

  /** Requests that begin like this get no answer; the latch says that one has come. */
  private record Hold(byte[] beginning, CountDownLatch held) {}

  TcpProxy(int port, int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    start("proxy-accept", this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /**
   * From now on the server's answers to requests that begin with this text are held back for ever;
   * the requests themselves arrive.
   *
   * @return counts down with the first answer that is held
   */
  CountDownLatch holdAnswersTo(String beginning) {
    CountDownLatch held = new CountDownLatch(1);
    hold.set(new Hold(beginning.getBytes(StandardCharsets.US_ASCII), held));
    return held;
  }

  /** Answers pass again; those that were held stay so. */
  void passAll() {
    hold.set(null);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        open.add(client);
        start("proxy-connection", () -> connect(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    try {
      Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(upstream);
      AtomicReference<Hold> held = new AtomicReference<>();
      start("proxy-answers", () -> answers(upstream, client, held));
      requests(client, upstream, held);
    } catch (IOException e) {
      close(client);
    }
  }

  private void requests(Socket client, Socket upstream, AtomicReference<Hold> held) {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = client.getInputStream();
      OutputStream out = upstream.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        Hold current = hold.get();
        if (current != null && beginsWith(buffer, n, current.beginning())) {
          held.set(current);
        }
        out.write(buffer, 0, n);
      }
      upstream.shutdownOutput();
    } catch (IOException e) {
      close(client);
      close(upstream);
    }
  }

  private static boolean beginsWith(byte[] buffer, int length, byte[] beginning) {
    return length >= beginning.length
        && java.util.Arrays.equals(buffer, 0, beginning.length, beginning, 0, beginning.length);
  }

  private void answers(Socket upstream, Socket client, AtomicReference<Hold> held) {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = upstream.getInputStream();
      OutputStream out = client.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (held.get() == null) {
          out.write(buffer, 0, n);
        } else {
          held.get().held().countDown();
        }
      }
    } catch (IOException e) {
      close(upstream);
    }
    if (held.get() == null) {
      close(client);
    }
  }

  private void close(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
