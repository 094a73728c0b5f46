package io.dataflow.runtime.lookup;

import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import io.dataflow.function.json.RowJson;
import io.dataflow.record.Row;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/** A table in memory, by key. For the task's thread only. */
public final class LoadedTable {
  private final LookupSpec spec;
  private final RecordSchema keySchema;
  private final boolean[] whole;
  private Map<Object, Object[]> rows = Map.of();
  private String version;

  private LoadedTable(LookupSpec spec) {
    this.spec = spec;
    this.keySchema = spec.keySchema();
    this.whole = new boolean[keySchema.size()];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = isWhole(keySchema.fields().get(i).type());
    }
  }

  /**
   * @throws IOException if the table cannot be reached
   * @throws SuppressRestartsException if it is not as it has to be: another attempt would find the
   *     same
   */
  public static LoadedTable load(LookupSpec spec) throws IOException {
    LoadedTable table = new LoadedTable(spec);
    table.refresh();
    return table;
  }

  /** Reads it where it is another one than before. */
  public void refresh() throws IOException {
    // Asked first: what changes while it is read is then read again.
    String found = spec.table().version();
    if (found.equals(version)) {
      return;
    }
    Map<Object, Object[]> read = new HashMap<>();
    try {
      spec.table().read(row -> add(row, read));
    } catch (DataException e) {
      throw new SuppressRestartsException(
          new DataException(
              e.code(), "the table of step '" + spec.stepId() + "': " + e.getMessage()));
    }
    rows = read;
    version = found;
  }

  private void add(Row row, Map<Object, Object[]> read) {
    Object[] key = spec.key().stream().map(row::get).toArray();
    Object sought = sought(key);
    if (sought == null) {
      return;
    }
    if (read.size() == spec.maxRows()) {
      throw new DataException(
          ErrorCode.LOOKUP_TABLE,
          "it has more than " + spec.maxRows() + " rows, which is the most (cache.maxRows)");
    }
    if (read.put(sought, spec.values().stream().map(row::get).toArray()) != null) {
      throw new DataException(
          ErrorCode.LOOKUP_TABLE, "two rows have the key " + RowJson.of(keySchema, key));
    }
  }

  /** The values of the row with this key, not a copy; null where there is none. */
  public Object[] find(Object[] key) {
    Object sought = sought(key);
    return sought == null ? null : rows.get(sought);
  }

  /** What is thrown where a key has to be there and is not. */
  public DataException missing(Object[] key) {
    return new DataException(
        ErrorCode.LOOKUP_MISS, "the table has no row with the key " + RowJson.of(keySchema, key));
  }

  /** The key as the map has it; null where a part of it is NULL, which equals nothing. */
  private Object sought(Object[] key) {
    for (int i = 0; i < key.length; i++) {
      if (key[i] == null) {
        return null;
      }
    }
    if (key.length == 1 && !(key[0] instanceof byte[])) {
      return whole[0] ? (Object) ((Number) key[0]).longValue() : key[0];
    }
    Object[] parts = key.clone();
    for (int i = 0; i < parts.length; i++) {
      if (whole[i]) {
        parts[i] = ((Number) parts[i]).longValue();
      }
    }
    return Row.of(parts);
  }

  /** Whole numbers are one whatever their width. */
  private static boolean isWhole(FieldType type) {
    return type instanceof FieldType.Scalar scalar
        && switch (scalar.kind()) {
          case TINYINT, SMALLINT, INT, BIGINT -> true;
          default -> false;
        };
  }
}
