package io.dataflow.service.cassandra;

import io.dataflow.service.journal.Journal;
import io.dataflow.service.journal.JournalContract;
import io.dataflow.service.projection.PipelineSummaries;
import io.dataflow.service.projection.Totals;
import io.dataflow.service.projection.ViewsContract;
import io.dataflow.service.slot.Catalogue;
import io.dataflow.service.slot.FeedContract;
import io.dataflow.service.slot.Marks;
import io.dataflow.service.slot.Progress;
import io.dataflow.service.slot.SlotHolder;
import io.dataflow.service.slot.Slots;
import io.dataflow.service.slot.SlotsContract;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The contract of every port, kept by the real store. */
class CassandraPortsITCase {
  private static CassandraStore store;

  @BeforeAll
  static void open() {
    store = SharedCassandra.open(SharedCassandra.settings());
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Nested
  class JournalOnCassandra extends JournalContract {
    @Override
    protected Journal journal() {
      return store.journal();
    }
  }

  @Nested
  class SlotsOnCassandra extends SlotsContract {
    @Override
    protected Slots slots() {
      return store.slots();
    }

    /** What was written before has run out when something written now, for longer, has. */
    @Override
    protected void pass(Duration time) {
      SlotHolder canary = new SlotHolder("canary-" + UUID.randomUUID(), "http://canary");
      store.slots().announce(canary, time.plusSeconds(1));
      while (store.slots().instances().contains(canary)) {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
  }

  @Nested
  class FeedOnCassandra extends FeedContract {
    @Override
    protected Marks marks() {
      return store.marks();
    }

    @Override
    protected Catalogue catalogue() {
      return store.catalogue();
    }

    @Override
    protected Progress progress() {
      return store.progress();
    }
  }

  @Nested
  class ViewsOnCassandra extends ViewsContract {
    @Override
    protected PipelineSummaries summaries() {
      return store.summaries();
    }

    @Override
    protected Totals totals() {
      return store.totals();
    }
  }
}
