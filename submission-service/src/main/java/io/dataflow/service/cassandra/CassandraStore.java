package io.dataflow.service.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.dataflow.service.journal.EventCodec;
import io.dataflow.service.journal.Journal;
import io.dataflow.service.journal.JournalUnavailableException;
import io.dataflow.service.projection.PipelineSummaries;
import io.dataflow.service.projection.Totals;
import io.dataflow.service.slot.Catalogue;
import io.dataflow.service.slot.Marks;
import io.dataflow.service.slot.Progress;
import io.dataflow.service.slot.Slots;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store of a service on Cassandra. Opening returns at once; a thread of its own connects,
 * brings the schema up to date and goes on trying for as long as it takes. Until then, and whenever
 * no node is up, every call fails at once with {@link JournalUnavailableException}.
 */
public final class CassandraStore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CassandraStore.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  // With the longest wait for one answer it stays below the time that marks are kept.
  private static final RetryPause APPEND_RETRIES =
      new RetryPause(Duration.ofMillis(100), Duration.ofSeconds(10));
  private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(2);

  private final CassandraSettings settings;
  private final CassandraConnection connection;
  private final EventCodec codec;
  private final Thread connector;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch opened = new CountDownLatch(1);
  private volatile Open open;
  private volatile String waitingFor;

  private record Open(CqlSession session, UUID installationId) {}

  private CassandraStore(CassandraSettings settings, EventCodec codec) {
    this.settings = settings;
    this.codec = codec;
    this.connection = new CassandraConnection(() -> open().session(), settings);
    this.waitingFor = "connecting to Cassandra at " + settings.contactPoints();
    this.connector = new Thread(this::connect, "cassandra-connect");
    this.connector.setDaemon(true);
  }

  /** Starts to connect and returns. */
  public static CassandraStore open(CassandraSettings settings, EventCodec codec) {
    CassandraStore store = new CassandraStore(settings, codec);
    store.connector.start();
    return store;
  }

  public Journal journal() {
    return new CassandraJournal(connection, codec, APPEND_RETRIES);
  }

  public Slots slots() {
    return new CassandraSlots(connection);
  }

  public Marks marks() {
    return new CassandraMarks(connection);
  }

  public Catalogue catalogue() {
    return new CassandraCatalogue(connection);
  }

  public Progress progress() {
    return new CassandraProgress(connection);
  }

  public PipelineSummaries summaries() {
    return new CassandraSummaries(connection);
  }

  public Totals totals() {
    return new CassandraTotals(connection);
  }

  /**
   * Tells this installation from others on the same cluster; the same for all its instances, for
   * ever.
   *
   * @throws JournalUnavailableException before the first connection
   */
  public UUID installationId() {
    return open().installationId();
  }

  /** Waits for the first connection; false when it did not come in time. */
  public boolean awaitOpen(Duration atMost) throws InterruptedException {
    return opened.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Asks the store now; takes two seconds at most. */
  public StoreHealth health() {
    Open now = open;
    if (now == null) {
      return new StoreHealth(false, waitingFor);
    }
    try {
      String version =
          now.session()
              .execute(
                  SimpleStatement.newInstance("SELECT release_version FROM system.local")
                      .setTimeout(HEALTH_TIMEOUT))
              .one()
              .getString(0);
      return new StoreHealth(
          true,
          "Cassandra %s, schema version %d, keyspaces %s and %s"
              .formatted(
                  version,
                  SchemaFiles.all().size(),
                  settings.journalKeyspace(),
                  settings.snapshotKeyspace()));
    } catch (DriverException | IllegalStateException e) {
      return new StoreHealth(
          false, "Cassandra at %s: %s".formatted(settings.contactPoints(), e.getMessage()));
    }
  }

  /** Ends the session; calls fail from now on. */
  @Override
  public void close() {
    closing.countDown();
    connector.interrupt();
    try {
      connector.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Open last = open;
    open = null;
    waitingFor = "closed";
    if (last != null) {
      last.session().close();
    }
  }

  private Open open() {
    Open now = open;
    if (now == null) {
      throw JournalUnavailableException.notReached("The journal is not open: " + waitingFor, null);
    }
    return now;
  }

  private void connect() {
    Duration pause = FIRST_PAUSE;
    try {
      while (open == null && closing.getCount() > 0) {
        String problem = tryToConnect();
        if (problem == null) {
          return;
        }
        if (!problem.equals(waitingFor)) {
          LOG.warn("Cassandra: {}", problem);
        }
        waitingFor = problem;
        long millis = ThreadLocalRandom.current().nextLong(pause.toMillis() / 2, pause.toMillis());
        if (closing.await(millis, TimeUnit.MILLISECONDS)) {
          return;
        }
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is in the way; null when the store is open. */
  private String tryToConnect() {
    try {
      UUID installation;
      try (CqlSession schema =
          CqlSession.builder()
              .addContactPoints(settings.contactPoints())
              .withConfigLoader(DriverSettings.forSchema(settings))
              .build()) {
        SchemaMigration migration = new SchemaMigration(schema, settings, SchemaFiles.all());
        if (!migration.apply()) {
          return "another instance is bringing the schema up to date";
        }
        installation = migration.installationId();
      }
      CqlSession session =
          CqlSession.builder()
              .addContactPoints(settings.contactPoints())
              .withConfigLoader(DriverSettings.forWork(settings))
              .build();
      open = new Open(session, installation);
      opened.countDown();
      LOG.info(
          "Cassandra session open at {}, schema version {}",
          settings.contactPoints(),
          SchemaFiles.all().size());
      return null;
    } catch (SchemaException e) {
      return e.getMessage();
    } catch (DriverException e) {
      return "Cassandra at %s cannot be used: %s"
          .formatted(settings.contactPoints(), e.getMessage());
    } catch (RuntimeException e) {
      // The edge of this thread: the driver's own settings may be refused with anything.
      return "Cassandra at %s cannot be used: %s".formatted(settings.contactPoints(), e);
    }
  }
}
