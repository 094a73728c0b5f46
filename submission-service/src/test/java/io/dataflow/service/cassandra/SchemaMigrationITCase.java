package io.dataflow.service.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import io.dataflow.service.cassandra.SchemaFiles.SchemaFile;
import io.dataflow.service.journal.EventCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SchemaMigrationITCase {
  private static CqlSession session;
  private final CassandraSettings settings = SharedCassandra.settings();

  @BeforeAll
  static void open() {
    CassandraSettings any = SharedCassandra.settings();
    session =
        CqlSession.builder()
            .addContactPoints(any.contactPoints())
            .withConfigLoader(DriverSettings.forSchema(any))
            .build();
  }

  @AfterAll
  static void close() {
    session.close();
  }

  private static SchemaMigration migration(CassandraSettings settings, List<SchemaFile> files) {
    return new SchemaMigration(session, settings, files);
  }

  private static CassandraSettings creating(
      CassandraSettings settings, boolean keyspaces, boolean tables) {
    return new CassandraSettings(
        settings.contactPoints(),
        settings.localDatacenter(),
        settings.journalKeyspace(),
        settings.snapshotKeyspace(),
        settings.replication(),
        keyspaces,
        tables,
        settings.requestTimeout(),
        settings.driver());
  }

  private List<Integer> versions() {
    return session
        .execute("SELECT version FROM " + settings.journalKeyspace() + ".schema_history")
        .map(row -> row.getInt(0))
        .all();
  }

  @Test
  void instancesThatStartTogetherMakeOneSchema() throws InterruptedException {
    List<CassandraStore> stores = new ArrayList<>();
    try {
      IntStream.range(0, 3)
          .forEach(n -> stores.add(CassandraStore.open(settings, new EventCodec())));
      for (CassandraStore store : stores) {
        assertThat(store.awaitOpen(Duration.ofMinutes(2)))
            .as(() -> store.health().message())
            .isTrue();
      }
      assertThat(stores)
          .extracting(CassandraStore::installationId)
          .containsOnly(stores.get(0).installationId());
      assertThat(versions()).containsExactly(1);
      assertThat(stores.get(0).health().message()).contains("schema version 1");
    } finally {
      stores.forEach(CassandraStore::close);
    }
  }

  @Test
  void whileAnotherInstanceIsAtItNothingIsDone() {
    SchemaFile slow = SchemaFiles.all().get(0);
    migration(settings, List.of(slow)).apply();
    String claim =
        "INSERT INTO %s.schema_claim (name, instance) VALUES ('schema', 'other') IF NOT EXISTS"
            .formatted(settings.journalKeyspace());
    session.execute(claim);
    SchemaFile second =
        new SchemaFile(2, "002-next.cql", "ALTER TABLE ${journal}.marks ADD x int;");
    SchemaMigration next = migration(settings, List.of(slow, second));
    assertThat(next.apply()).isFalse();
    assertThat(versions()).containsExactly(1);
    session.execute(
        "DELETE FROM %s.schema_claim WHERE name = 'schema' IF EXISTS"
            .formatted(settings.journalKeyspace()));
    assertThat(next.apply()).isTrue();
    assertThat(versions()).containsExactlyInAnyOrder(1, 2);
    // An older build works with a newer schema, and nobody does anything twice.
    assertThat(migration(settings, List.of(slow)).apply()).isTrue();
    assertThat(next.apply()).isTrue();
  }

  @Test
  void aReleasedFileThatWasChangedIsRefused() {
    SchemaFile file = SchemaFiles.all().get(0);
    migration(settings, List.of(file)).apply();
    SchemaFile commented = new SchemaFile(1, file.name(), "-- mended\n" + file.text());
    assertThat(migration(settings, List.of(commented)).apply()).isTrue();
    SchemaFile changed =
        new SchemaFile(1, file.name(), file.text().replace("at_rest", "is_at_rest"));
    assertThatThrownBy(() -> migration(settings, List.of(changed)).apply())
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("001-journal.cql")
        .hasMessageContaining("other contents");
  }

  @Test
  void whatMayNotBeCreatedMustBeThere() {
    CassandraSettings strict = creating(settings, false, false);
    assertThatThrownBy(() -> migration(strict, SchemaFiles.all()).apply())
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("CASSANDRA_KEYSPACE_AUTOCREATE=true");
    CassandraSettings tablesMissing = creating(settings, true, false);
    assertThatThrownBy(() -> migration(tablesMissing, SchemaFiles.all()).apply())
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("CASSANDRA_TABLES_AUTOCREATE=true");
    assertThat(migration(creating(settings, false, true), SchemaFiles.all()).apply()).isTrue();
    assertThat(migration(strict, SchemaFiles.all()).apply()).isTrue();
  }
}
