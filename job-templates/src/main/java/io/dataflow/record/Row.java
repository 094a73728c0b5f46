package io.dataflow.record;

import java.util.Arrays;
import java.util.Objects;

/**
 * A record: values by position, as the step's schema orders and types them (the Java class of each
 * is {@link io.dataflow.schema.FieldType#javaClass()}, null where the type allows it), and a {@link
 * RowKind}. Where it was read is a note beside it: rows are equal by kind and values.
 *
 * <p>Whoever gets a row from another operator may read it until the call returns, and may neither
 * keep nor change it: object reuse is on.
 */
public sealed class Row permits RestoredRow {
  private RowKind kind;
  private final Object[] values;
  private String place;
  private long placeNumber;
  private int unknownFields;
  private boolean endsSplit;

  public Row(RowKind kind, Object[] values) {
    this.kind = Objects.requireNonNull(kind);
    this.values = Objects.requireNonNull(values);
  }

  /** An inserted row of these values; the array is taken, not copied. */
  public static Row of(Object... values) {
    return new Row(RowKind.INSERT, values);
  }

  /**
   * A record that the source could not decode. It has no values of the schema and no event time.
   */
  public static Row bad(BadRecord bad) {
    return new Row(RowKind.BAD, new Object[] {bad});
  }

  public RowKind kind() {
    return kind;
  }

  public void setKind(RowKind kind) {
    this.kind = kind;
  }

  public boolean isBad() {
    return kind == RowKind.BAD;
  }

  /** What could not be decoded; only where {@link #isBad()}. */
  public BadRecord badRecord() {
    return (BadRecord) values[0];
  }

  /** The values themselves, not a copy. */
  public Object[] values() {
    return values;
  }

  public Object get(int position) {
    return values[position];
  }

  public void set(int position, Object value) {
    values[position] = value;
  }

  public int size() {
    return values.length;
  }

  /**
   * Notes where a source read it: what comes out as {@link #position} is the place with the number
   * behind it. Travels with the row within a task, not to another one.
   */
  public void readAt(String newPlace, long number) {
    place = newPlace;
    placeNumber = number;
  }

  /** Comes from the same place as the other row. */
  public void readWhere(Row other) {
    place = other.place;
    placeNumber = other.placeNumber;
  }

  /** Where a source read it ({@code file:/data/a.csv#line=17}); null where that is not known. */
  public String position() {
    return place == null ? null : place + placeNumber;
  }

  /** Notes how many fields the record had that its schema does not name. */
  public void setUnknownFields(int count) {
    unknownFields = count;
  }

  /** Known to the operator behind the source only. */
  public int unknownFields() {
    return unknownFields;
  }

  /** Notes that nothing follows in the part of the source that it was read from, a file. */
  public void endSplit() {
    endsSplit = true;
  }

  /** Known where watermarks are made, at the source, only. */
  public boolean endsSplit() {
    return endsSplit;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Row that && kind == that.kind && Values.equal(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * kind.code() + Values.hash(values);
  }

  @Override
  public String toString() {
    return kind + Arrays.deepToString(values);
  }
}
