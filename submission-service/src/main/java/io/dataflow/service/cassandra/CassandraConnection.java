package io.dataflow.service.cassandra;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import io.dataflow.service.journal.JournalUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The open session with its prepared statements; turns the driver's failures into the port's. In
 * CQL text {@code ${journal}} and {@code ${snapshot}} stand for the keyspaces.
 */
final class CassandraConnection {
  private static final int AT_ONCE = 64;

  private final Supplier<CqlSession> sessions;
  private final CassandraSettings settings;
  private final Map<String, PreparedStatement> prepared = new ConcurrentHashMap<>();

  /**
   * @param sessions the session, or a {@link JournalUnavailableException} while there is none
   */
  CassandraConnection(Supplier<CqlSession> sessions, CassandraSettings settings) {
    this.sessions = sessions;
    this.settings = settings;
  }

  /** A statement with its values in order; null values are stored as null. */
  BoundStatement bind(String cql, Object... values) {
    return calling(
        () ->
            prepared.computeIfAbsent(cql, text -> sessions.get().prepare(named(text))).bind(values),
        false);
  }

  /** Sees every acknowledged write, plain or conditional. */
  ResultSet read(String cql, Object... values) {
    return run(bind(cql, values).setIdempotent(true), false);
  }

  /** Sees conditional writes in flight, too: it finishes them first. */
  ResultSet readSerial(String cql, Object... values) {
    return run(serial(bind(cql, values)), false);
  }

  /** A plain write; repeating it does not matter. */
  void write(String cql, Object... values) {
    run(bind(cql, values).setIdempotent(true), true);
  }

  /** A conditional write: the driver sends it once, whatever its settings say. */
  ResultSet writeIf(Statement<?> statement) {
    return run(statement.setIdempotent(false), true);
  }

  /**
   * Reads many partitions side by side, a bounded number at once, all pages of each.
   *
   * @param each called once per row, by one thread
   */
  void readMany(List<BoundStatement> statements, Consumer<Row> each) {
    for (int from = 0; from < statements.size(); from += AT_ONCE) {
      List<CompletableFuture<AsyncResultSet>> answers = new ArrayList<>();
      for (BoundStatement statement :
          statements.subList(from, Math.min(from + AT_ONCE, statements.size()))) {
        answers.add(sessions.get().executeAsync(statement).toCompletableFuture());
      }
      for (CompletableFuture<AsyncResultSet> answer : answers) {
        AsyncResultSet page = await(answer);
        page.currentPage().forEach(each);
        while (page.hasMorePages()) {
          page = await(page.fetchNextPage().toCompletableFuture());
          page.currentPage().forEach(each);
        }
      }
    }
  }

  /** Plain writes side by side, a bounded number at once. */
  void writeMany(List<BoundStatement> statements) {
    readMany(statements.stream().map(s -> s.setIdempotent(true)).toList(), row -> {});
  }

  /**
   * Conditional writes side by side.
   *
   * @return for each whether it was applied; empty where the outcome is unknown
   * @throws JournalUnavailableException if no outcome is known
   */
  List<Optional<Boolean>> writeManyIf(List<? extends Statement<?>> statements) {
    List<CompletableFuture<AsyncResultSet>> answers = new ArrayList<>();
    for (Statement<?> statement : statements) {
      answers.add(
          calling(() -> sessions.get().executeAsync(statement.setIdempotent(false)), true)
              .toCompletableFuture());
    }
    List<Optional<Boolean>> outcomes = new ArrayList<>();
    JournalUnavailableException failure = null;
    for (CompletableFuture<AsyncResultSet> answer : answers) {
      try {
        outcomes.add(Optional.of(await(answer).wasApplied()));
      } catch (JournalUnavailableException e) {
        failure = e;
        outcomes.add(Optional.empty());
      }
    }
    if (failure != null && outcomes.stream().allMatch(Optional::isEmpty)) {
      throw failure;
    }
    return outcomes;
  }

  static BoundStatement serial(BoundStatement statement) {
    return statement.setConsistencyLevel(ConsistencyLevel.SERIAL).setIdempotent(true);
  }

  private ResultSet run(Statement<?> statement, boolean writes) {
    return calling(() -> sessions.get().execute(statement), writes);
  }

  private AsyncResultSet await(CompletableFuture<AsyncResultSet> answer) {
    return calling(
        () -> {
          try {
            return answer.join();
          } catch (CompletionException e) {
            if (e.getCause() instanceof DriverException failure) {
              throw failure.copy();
            }
            throw e;
          }
        },
        false);
  }

  private String named(String cql) {
    return cql.replace("${journal}", settings.journalKeyspace())
        .replace("${snapshot}", settings.snapshotKeyspace());
  }

  private static <T> T calling(Supplier<T> call, boolean writes) {
    try {
      return call.get();
    } catch (AllNodesFailedException | UnavailableException e) {
      // Refused before anything was proposed.
      throw JournalUnavailableException.notReached("Cassandra cannot be reached: " + said(e), e);
    } catch (QueryValidationException e) {
      throw JournalUnavailableException.notReached("Cassandra refuses: " + said(e), e);
    } catch (DriverException e) {
      throw writes
          ? JournalUnavailableException.outcomeUnknown("Cassandra did not answer: " + said(e), e)
          : JournalUnavailableException.notReached("Cassandra did not answer: " + said(e), e);
    }
  }

  private static String said(DriverException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
