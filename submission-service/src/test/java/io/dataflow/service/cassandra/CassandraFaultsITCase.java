package io.dataflow.service.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.datastax.oss.driver.api.core.config.DriverExecutionProfile;
import com.datastax.oss.driver.api.core.context.DriverContext;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.session.Request;
import com.datastax.oss.driver.api.core.tracker.RequestTracker;
import com.typesafe.config.ConfigFactory;
import io.dataflow.launcher.stack.PortAllocator;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.journal.AppendResult;
import io.dataflow.service.journal.AppendResult.Applied;
import io.dataflow.service.journal.AppendResult.Conflict;
import io.dataflow.service.journal.EventCodec;
import io.dataflow.service.journal.EventSamples;
import io.dataflow.service.journal.Journal;
import io.dataflow.service.journal.JournalEntry;
import io.dataflow.service.journal.JournalUnavailableException;
import io.dataflow.service.journal.NewEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Cassandra killed, frozen and absent. */
class CassandraFaultsITCase {
  private static final OptionalLong NOBODY = OptionalLong.empty();

  private static NewEntry entry() {
    return EventSamples.entry(new PipelineEvent.JobRunning(1));
  }

  @Test
  void aStoreWithoutCassandraOpensAndSaysSo() throws IOException {
    InetSocketAddress nobody =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), PortAllocator.free(1).get(0));
    try (CassandraStore store =
        CassandraStore.open(CassandraSettings.of(nobody), new EventCodec())) {
      assertThatThrownBy(() -> store.journal().read("p", 0, 1))
          .asInstanceOf(type(JournalUnavailableException.class))
          .matches(e -> !e.isOutcomeUnknown());
      assertThatThrownBy(store::installationId).isInstanceOf(JournalUnavailableException.class);
      assertThat(store.health().available()).isFalse();
      assertThat(store.health().message()).contains(Integer.toString(nobody.getPort()));
    }
  }

  @Test
  void killedInTheMiddleOfAppendsNothingAcknowledgedIsLost() throws Exception {
    CassandraSettings settings = SharedCassandra.settings();
    int writers = 6;
    Map<String, Set<UUID>> acknowledged = new HashMap<>();
    AtomicBoolean finish = new AtomicBoolean();
    Semaphore appends = new Semaphore(0);
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try (CassandraStore store = SharedCassandra.open(settings)) {
      Journal journal = store.journal();
      List<Future<?>> running = new ArrayList<>();
      for (int n = 0; n < writers; n++) {
        // Two writers to each pipeline.
        String id = "p-" + n / 2;
        Set<UUID> own = acknowledged.computeIfAbsent(id, i -> ConcurrentHashMap.newKeySet());
        running.add(threads.submit(() -> write(journal, id, own, appends, finish)));
      }
      appends.acquire(300);
      SharedCassandra.node().kill9();
      assertThatThrownBy(() -> journal.read("p-0", 0, 1))
          .isInstanceOf(JournalUnavailableException.class);
      assertThat(store.health().available()).isFalse();
      // One that starts while nothing is there.
      try (CassandraStore second = CassandraStore.open(settings, new EventCodec())) {
        assertThatThrownBy(() -> second.journal().read("p-0", 0, 1))
            .isInstanceOf(JournalUnavailableException.class);
        SharedCassandra.node().startAndAwait();
        appends.drainPermits();
        appends.acquire(100);
        finish.set(true);
        for (Future<?> one : running) {
          one.get();
        }
        assertThat(second.awaitOpen(Duration.ofMinutes(2))).isTrue();
        assertThat(second.installationId()).isEqualTo(store.installationId());
        acknowledged.forEach((id, ids) -> assertKept(second.journal(), id, ids));
      }
      assertThat(store.health().available()).isTrue();
    } finally {
      threads.shutdownNow();
      if (!SharedCassandra.node().isAlive()) {
        SharedCassandra.node().startAndAwait();
      }
    }
  }

  private static Void write(
      Journal journal, String id, Set<UUID> acknowledged, Semaphore appends, AtomicBoolean finish) {
    long head = 0;
    while (!finish.get()) {
      NewEntry entry = entry();
      try {
        AppendResult result = journal.append(id, head, NOBODY, List.of(entry));
        if (result instanceof Applied applied) {
          head = applied.head();
          acknowledged.add(entry.eventId());
          appends.release();
        } else if (result instanceof Conflict conflict) {
          head = conflict.head();
        }
      } catch (JournalUnavailableException e) {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }
    return null;
  }

  private static void assertKept(Journal journal, String id, Set<UUID> acknowledged) {
    List<JournalEntry> entries = journal.read(id, 0, 1_000_000);
    assertThat(entries)
        .extracting(JournalEntry::sequenceNumber)
        .isEqualTo(LongStream.rangeClosed(1, entries.size()).boxed().toList());
    assertThat(entries)
        .extracting(JournalEntry::eventId)
        .doesNotHaveDuplicates()
        .containsAll(acknowledged);
    assertThat(journal.heads(List.of(id))).containsEntry(id, (long) entries.size());
  }

  /** Told by the driver of every request that failed. */
  public static final class Failures implements RequestTracker {
    private static final Semaphore SEEN = new Semaphore(0);

    public Failures(DriverContext context) {}

    @Override
    public void onError(
        Request request,
        Throwable error,
        long latencyNanos,
        DriverExecutionProfile profile,
        Node node,
        String requestLogPrefix) {
      SEEN.release();
    }

    @Override
    public void close() {}
  }

  @Test
  void anAppendWhoseAnswerIsLateIsFoundByItsEventId() throws Exception {
    CassandraSettings fresh = SharedCassandra.settings();
    CassandraSettings impatient =
        new CassandraSettings(
            fresh.contactPoints(),
            fresh.localDatacenter(),
            fresh.journalKeyspace(),
            fresh.snapshotKeyspace(),
            fresh.replication(),
            true,
            true,
            Duration.ofMillis(700),
            ConfigFactory.parseString(
                "advanced.request-tracker.classes = [\"" + Failures.class.getName() + "\"]"));
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (CassandraStore store = SharedCassandra.open(impatient)) {
      Journal journal = store.journal();
      assertThat(journal.append("p", 0, NOBODY, List.of(entry()))).isEqualTo(new Applied(1));
      Failures.SEEN.drainPermits();
      Future<AppendResult> append;
      signal("STOP");
      try {
        append = thread.submit(() -> journal.append("p", 1, NOBODY, List.of(entry(), entry())));
        Failures.SEEN.acquire();
      } finally {
        signal("CONT");
      }
      assertThat(append.get()).isEqualTo(new Applied(3));
      assertThat(journal.read("p", 0, 10)).hasSize(3);
    } finally {
      thread.shutdownNow();
    }
  }

  private static void signal(String name) throws IOException, InterruptedException {
    long pid = SharedCassandra.node().pid().orElseThrow();
    int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    assertThat(exit).isZero();
  }
}
