package io.dataflow.record;

/** What a row says about the result it belongs to. The ordinal is the byte that is serialised. */
public enum RowKind {
  INSERT,
  UPDATE_BEFORE,
  UPDATE_AFTER,
  DELETE,
  /** Not a row: see {@link Row#bad}. */
  BAD
}
