package io.dataflow.service.preview;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * How a process that was not waited for longer than one is willing to ended.
 *
 * @param exitCode empty: it was killed at its limit of time
 * @param output the end of what it printed; a process that prints without end costs no more
 */
record ChildProcess(OptionalInt exitCode, String output) {
  static final int MOST_OUTPUT = 16_384;

  /**
   * Runs a command without this process's environment; it has ended when this returns or throws.
   *
   * @throws InterruptedException if the waiting was interrupted
   */
  static ChildProcess run(List<String> command, Duration patience)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // Neither a password in the environment nor what it switches on gets to what a user wrote.
    builder.environment().clear();
    Process process = builder.start();
    Tail tail = new Tail(process.getInputStream());
    tail.start();
    boolean ended = false;
    try {
      ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      process.destroyForcibly();
      // What it has open may be deleted only then; a killed process takes no time worth limiting.
      process.onExit().join();
    }
    tail.join();
    return new ChildProcess(
        ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty(), tail.text());
  }

  /** Reads to the end, so that a process never waits for its reader, and keeps the last bytes. */
  private static final class Tail extends Thread {
    private final InputStream input;
    private byte[] kept = new byte[0];

    Tail(InputStream input) {
      super("trial-output");
      setDaemon(true);
      this.input = input;
    }

    @Override
    public void run() {
      byte[] buffer = new byte[MOST_OUTPUT];
      try (input) {
        for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
          byte[] all = Arrays.copyOf(kept, kept.length + read);
          System.arraycopy(buffer, 0, all, kept.length, read);
          kept = Arrays.copyOfRange(all, Math.max(0, all.length - MOST_OUTPUT), all.length);
        }
      } catch (IOException e) {
        // The process was killed: what it said until then is there.
      }
    }

    /** After {@link #join}. */
    String text() {
      return new String(kept, StandardCharsets.UTF_8);
    }
  }
}
