package io.dataflow.service.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.dataflow.service.cassandra.SchemaFiles.SchemaFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Brings the schema to this build's version, file by file, by one instance at a time: the others
 * find a claim row and come back later. A file that was broken off is applied again from its start;
 * its statements allow that.
 */
final class SchemaMigration {
  private static final int CLAIM_SECONDS = 60;

  private final CqlSession session;
  private final CassandraSettings settings;
  private final List<SchemaFile> files;
  private final String instance = UUID.randomUUID().toString();

  SchemaMigration(CqlSession session, CassandraSettings settings, List<SchemaFile> files) {
    this.session = session;
    this.settings = settings;
    this.files = files;
  }

  /**
   * One attempt.
   *
   * @return false when another instance is at it: try again in a moment
   * @throws SchemaException when the schema is not one this build can work with
   */
  boolean apply() {
    makeKeyspaces();
    makeOwnTables();
    Map<Integer, String> applied = applied();
    if (isComplete(applied)) {
      return true;
    }
    if (!settings.createTables()) {
      throw new SchemaException(
          ("Keyspace %s has schema version %d, this build needs %d: apply the missing files or set"
                  + " CASSANDRA_TABLES_AUTOCREATE=true")
              .formatted(settings.journalKeyspace(), applied.size(), files.size()));
    }
    if (!claim()) {
      return false;
    }
    // Another instance may have finished between the look and the claim.
    Map<Integer, String> present = applied();
    for (SchemaFile file : files) {
      if (!present.containsKey(file.version())) {
        file.statements(settings).forEach(session::execute);
        session.execute(
            "INSERT INTO %s.schema_history (version, file, checksum, applied_at) VALUES (?, ?, ?, toTimestamp(now())) IF NOT EXISTS"
                .formatted(settings.journalKeyspace()),
            file.version(),
            file.name(),
            file.checksum());
      }
    }
    session.execute(
        "DELETE FROM %s.schema_claim WHERE name = 'schema' IF instance = ?"
            .formatted(settings.journalKeyspace()),
        instance);
    return true;
  }

  /** Generated once, with the schema. */
  UUID installationId() {
    String table = settings.journalKeyspace() + ".installation";
    session.execute(
        "INSERT INTO %s (name, id) VALUES ('this', ?) IF NOT EXISTS".formatted(table),
        UUID.randomUUID());
    return session
        .execute(serial("SELECT id FROM %s WHERE name = 'this'".formatted(table)))
        .one()
        .getUuid("id");
  }

  private void makeKeyspaces() {
    for (String keyspace : List.of(settings.journalKeyspace(), settings.snapshotKeyspace())) {
      if (settings.createKeyspaces()) {
        session.execute(
            "CREATE KEYSPACE IF NOT EXISTS %s WITH replication = %s"
                .formatted(keyspace, settings.replication()));
      } else if (session
              .execute(
                  "SELECT keyspace_name FROM system_schema.keyspaces WHERE keyspace_name = ?",
                  keyspace)
              .one()
          == null) {
        throw new SchemaException(
            "Keyspace %s does not exist: create it or set CASSANDRA_KEYSPACE_AUTOCREATE=true"
                .formatted(keyspace));
      }
    }
  }

  // The claim itself needs a table. Two instances that create a table at the same time on two nodes
  // would make two of them, were the id not given.
  private void makeOwnTables() {
    if (settings.createTables()) {
      createWithId("schema_claim", "(name text PRIMARY KEY, instance text)");
      createWithId(
          "schema_history",
          "(version int PRIMARY KEY, file text, checksum text, applied_at timestamp)");
    }
  }

  private void createWithId(String table, String columns) {
    String name = settings.journalKeyspace() + "." + table;
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    session.execute("CREATE TABLE IF NOT EXISTS %s %s WITH id = %s".formatted(name, columns, id));
  }

  private boolean claim() {
    return session
        .execute(
            "INSERT INTO %s.schema_claim (name, instance) VALUES ('schema', ?) IF NOT EXISTS USING TTL %d"
                .formatted(settings.journalKeyspace(), CLAIM_SECONDS),
            instance)
        .wasApplied();
  }

  private Map<Integer, String> applied() {
    if (!settings.createTables() && !hasHistory()) {
      return Map.of();
    }
    Map<Integer, String> applied = new TreeMap<>();
    for (Row row :
        session.execute(
            "SELECT version, checksum FROM %s.schema_history"
                .formatted(settings.journalKeyspace()))) {
      applied.put(row.getInt("version"), row.getString("checksum"));
    }
    return applied;
  }

  private boolean hasHistory() {
    return session
            .execute(
                "SELECT table_name FROM system_schema.tables WHERE keyspace_name = ? AND table_name = 'schema_history'",
                settings.journalKeyspace())
            .one()
        != null;
  }

  // A schema newer than this build is fine: later files only add.
  private boolean isComplete(Map<Integer, String> applied) {
    for (SchemaFile file : files) {
      String checksum = applied.get(file.version());
      if (checksum == null) {
        return false;
      }
      if (!checksum.equals(file.checksum())) {
        throw new SchemaException(
            ("Schema file %s was applied to keyspace %s with other contents: released files are"
                    + " never changed, use the build that matches the data")
                .formatted(file.name(), settings.journalKeyspace()));
      }
    }
    return true;
  }

  private static SimpleStatement serial(String cql) {
    return SimpleStatement.newInstance(cql).setConsistencyLevel(ConsistencyLevel.SERIAL);
  }
}
