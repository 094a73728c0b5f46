package io.dataflow.service.cassandra;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where the store is and what may be made in it.
 *
 * @param contactPoints at least one; the driver finds the other nodes by itself
 * @param localDatacenter as the cluster calls it; {@code datacenter1} on a fresh single node
 * @param journalKeyspace events, slots, marks and progress
 * @param snapshotKeyspace snapshots, summaries and totals
 * @param replication CQL map literal for keyspaces that are created here
 * @param createKeyspaces false: they must be there
 * @param createTables false: the numbered files were applied by somebody else
 * @param requestTimeout longest wait for one answer; above the server's own limits
 * @param driver the driver's own settings, without the {@code datastax-java-driver} prefix; they
 *     win over ours
 */
public record CassandraSettings(
    List<InetSocketAddress> contactPoints,
    String localDatacenter,
    String journalKeyspace,
    String snapshotKeyspace,
    String replication,
    boolean createKeyspaces,
    boolean createTables,
    Duration requestTimeout,
    Config driver) {
  private static final Pattern KEYSPACE = Pattern.compile("[a-z][a-z0-9_]{0,47}");

  /** Replication of a single node. */
  public static final String ONE_NODE = "{'class': 'SimpleStrategy', 'replication_factor': 1}";

  public CassandraSettings {
    contactPoints = List.copyOf(contactPoints);
    if (contactPoints.isEmpty()) {
      throw new IllegalArgumentException("no contact point of Cassandra is given");
    }
    Objects.requireNonNull(localDatacenter);
    requireKeyspace(journalKeyspace);
    requireKeyspace(snapshotKeyspace);
    Objects.requireNonNull(replication);
    Objects.requireNonNull(requestTimeout);
    Objects.requireNonNull(driver);
  }

  /** A node with everything as it comes out of the box. */
  public static CassandraSettings of(InetSocketAddress contactPoint) {
    return new CassandraSettings(
        List.of(contactPoint),
        "datacenter1",
        "dataflow_journal",
        "dataflow_snapshot",
        ONE_NODE,
        true,
        true,
        Duration.ofSeconds(10),
        ConfigFactory.empty());
  }

  /** The same in other keyspaces. */
  public CassandraSettings withKeyspaces(String journal, String snapshot) {
    return new CassandraSettings(
        contactPoints,
        localDatacenter,
        journal,
        snapshot,
        replication,
        createKeyspaces,
        createTables,
        requestTimeout,
        driver);
  }

  // Names go into CQL text, where no parameter can stand for them.
  private static void requireKeyspace(String name) {
    if (!KEYSPACE.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' cannot be a keyspace: write at most 48 of a-z, 0-9 and _, a letter first"
              .formatted(name));
    }
  }
}
