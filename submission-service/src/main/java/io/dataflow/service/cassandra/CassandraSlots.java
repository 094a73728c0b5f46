package io.dataflow.service.cassandra;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.dataflow.service.slot.SlotHolder;
import io.dataflow.service.slot.SlotLease;
import io.dataflow.service.slot.Slots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Leases as rows: the holder's columns have a time to live, the epoch has none. Written by
 * conditional writes alone.
 */
final class CassandraSlots implements Slots {
  private static final String READ =
      "SELECT slot, instance_id, url, epoch FROM ${journal}.leases WHERE slot = ?";
  private static final String READ_ALL =
      "SELECT slot, instance_id, url, epoch FROM ${journal}.leases";
  private static final String TAKE =
      "UPDATE ${journal}.leases USING TTL ? SET instance_id = ?, url = ? WHERE slot = ?"
          + " IF instance_id = null AND epoch = ?";
  private static final String NEXT_EPOCH = "UPDATE ${journal}.leases SET epoch = ? WHERE slot = ?";
  private static final String RENEW =
      "UPDATE ${journal}.leases USING TTL ? SET instance_id = ?, url = ? WHERE slot = ?"
          + " IF instance_id = ? AND epoch = ?";
  private static final String RELEASE =
      "UPDATE ${journal}.leases SET instance_id = null, url = null WHERE slot = ?"
          + " IF instance_id = ? AND epoch = ?";
  private static final String ANNOUNCE =
      "INSERT INTO ${journal}.instances (kind, instance_id, url) VALUES ('service', ?, ?)"
          + " USING TTL ?";
  private static final String WITHDRAW =
      "DELETE FROM ${journal}.instances WHERE kind = 'service' AND instance_id = ?";
  private static final String INSTANCES =
      "SELECT instance_id, url FROM ${journal}.instances WHERE kind = 'service'";

  private final CassandraConnection connection;

  CassandraSlots(CassandraConnection connection) {
    this.connection = connection;
  }

  @Override
  public SlotLease read(int slot) {
    Row row = connection.readSerial(READ, slot).one();
    return row == null ? never(slot) : lease(row);
  }

  @Override
  public List<SlotLease> readAll() {
    List<SlotLease> all = new ArrayList<>();
    for (int slot = 0; slot < COUNT; slot++) {
      all.add(never(slot));
    }
    for (Row row : connection.read(READ_ALL)) {
      all.set(row.getInt("slot"), lease(row));
    }
    return all;
  }

  @Override
  public Optional<SlotLease> acquire(SlotLease seen, SlotHolder holder, Duration timeToLive) {
    if (!seen.isFree()) {
      return Optional.empty();
    }
    return connection.writeIf(taking(seen, holder, timeToLive)).wasApplied()
        ? Optional.of(next(seen, holder))
        : Optional.empty();
  }

  @Override
  public List<SlotLease> acquireAll(
      Collection<SlotLease> seen, SlotHolder holder, Duration timeToLive) {
    List<SlotLease> free = seen.stream().filter(SlotLease::isFree).toList();
    List<Optional<Boolean>> outcomes =
        connection.writeManyIf(
            free.stream().map(lease -> taking(lease, holder, timeToLive)).toList());
    List<SlotLease> won = new ArrayList<>();
    for (int i = 0; i < free.size(); i++) {
      if (outcomes.get(i).orElse(false)) {
        won.add(next(free.get(i), holder));
      }
    }
    return won;
  }

  private static SlotLease next(SlotLease seen, SlotHolder holder) {
    return new SlotLease(seen.slot(), Optional.of(holder), seen.epoch() + 1);
  }

  private BatchStatement taking(SlotLease seen, SlotHolder holder, Duration timeToLive) {
    return BatchStatement.newInstance(
        BatchType.UNLOGGED,
        connection.bind(
            TAKE,
            seconds(timeToLive),
            holder.instanceId(),
            holder.advertisedUrl(),
            seen.slot(),
            seen.epoch() == 0 ? null : seen.epoch()),
        connection.bind(NEXT_EPOCH, seen.epoch() + 1, seen.slot()));
  }

  @Override
  public boolean renew(SlotLease held, Duration timeToLive) {
    return connection.writeIf(renewing(held, timeToLive)).wasApplied();
  }

  @Override
  public Map<Integer, Boolean> renewAll(Collection<SlotLease> held, Duration timeToLive) {
    List<SlotLease> leases = List.copyOf(held);
    List<Optional<Boolean>> outcomes =
        connection.writeManyIf(leases.stream().map(lease -> renewing(lease, timeToLive)).toList());
    Map<Integer, Boolean> renewed = new HashMap<>();
    for (int i = 0; i < leases.size(); i++) {
      int slot = leases.get(i).slot();
      outcomes.get(i).ifPresent(applied -> renewed.put(slot, applied));
    }
    return renewed;
  }

  private BoundStatement renewing(SlotLease held, Duration timeToLive) {
    SlotHolder holder = held.holder().orElseThrow();
    return connection.bind(
        RENEW,
        seconds(timeToLive),
        holder.instanceId(),
        holder.advertisedUrl(),
        held.slot(),
        holder.instanceId(),
        held.epoch());
  }

  @Override
  public boolean release(SlotLease held) {
    SlotHolder holder = held.holder().orElseThrow();
    return connection
        .writeIf(connection.bind(RELEASE, held.slot(), holder.instanceId(), held.epoch()))
        .wasApplied();
  }

  @Override
  public void announce(SlotHolder instance, Duration timeToLive) {
    connection.write(
        ANNOUNCE, instance.instanceId(), instance.advertisedUrl(), seconds(timeToLive));
  }

  @Override
  public void withdraw(SlotHolder instance) {
    connection.write(WITHDRAW, instance.instanceId());
  }

  @Override
  public List<SlotHolder> instances() {
    List<SlotHolder> all = new ArrayList<>();
    for (Row row : connection.read(INSTANCES)) {
      all.add(new SlotHolder(row.getString("instance_id"), row.getString("url")));
    }
    return all;
  }

  private static SlotLease never(int slot) {
    return new SlotLease(slot, Optional.empty(), 0);
  }

  private static SlotLease lease(Row row) {
    String instance = row.getString("instance_id");
    String url = row.getString("url");
    return new SlotLease(
        row.getInt("slot"),
        instance == null || url == null
            ? Optional.empty()
            : Optional.of(new SlotHolder(instance, url)),
        row.getLong("epoch"));
  }

  private static int seconds(Duration timeToLive) {
    return Math.toIntExact(timeToLive.toSeconds());
  }
}
