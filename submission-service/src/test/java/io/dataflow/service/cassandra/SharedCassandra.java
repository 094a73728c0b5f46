package io.dataflow.service.cassandra;

import io.dataflow.launcher.stack.CassandraProcess;
import io.dataflow.launcher.stack.LocalStack;
import io.dataflow.launcher.stack.StackSettings;
import io.dataflow.launcher.stack.StartException;
import io.dataflow.service.journal.EventCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/**
 * One Cassandra for all integration tests of a JVM, started when it is first asked for; it dies
 * with the JVM. Every test class has keyspaces of its own. A test that kills it brings it back.
 */
public final class SharedCassandra {
  private static final Duration OPEN = Duration.ofMinutes(2);

  private SharedCassandra() {}

  private static final class Holder {
    static final CassandraProcess NODE = start();

    private static CassandraProcess start() {
      try {
        LocalStack stack =
            LocalStack.open(
                StackSettings.forTests(
                    Files.createTempDirectory(Path.of("target").toAbsolutePath(), "cassandra")));
        stack.cassandra().startAndAwait();
        return stack.cassandra();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (StartException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The node, running unless a test stopped it. */
  public static CassandraProcess node() {
    return Holder.NODE;
  }

  /** Settings with fresh keyspaces. */
  public static CassandraSettings settings() {
    String name = UUID.randomUUID().toString().replace("-", "").toLowerCase(Locale.ROOT);
    return CassandraSettings.of(node().address()).withKeyspaces("j_" + name, "s_" + name);
  }

  /** A store that is open. */
  public static CassandraStore open(CassandraSettings settings) {
    CassandraStore store = CassandraStore.open(settings, new EventCodec());
    try {
      if (!store.awaitOpen(OPEN)) {
        throw new IllegalStateException(store.health().message());
      }
      return store;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
