package io.dataflow.record;

import io.dataflow.error.ErrorCode;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.util.List;

/** A record that a step gave up, as it reaches the pipeline's dead letter sink. */
public final class DeadLetter {
  /**
   * {@code raw}: the bytes as read, where they could not be decoded. {@code record}: the step's
   * input as JSON, where they could. {@code position}: where the source read it, unless the record
   * has been to another task since (behind a step with state, a union). {@code version}: of the
   * pipeline's definition.
   */
  public static final RecordSchema SCHEMA =
      new RecordSchema(
          List.of(
              new Field("raw", FieldType.of(ScalarKind.BYTES)),
              new Field("record", FieldType.of(ScalarKind.STRING)),
              new Field("step", FieldType.of(ScalarKind.STRING).withNullable(false)),
              new Field("code", FieldType.of(ScalarKind.STRING).withNullable(false)),
              new Field("message", FieldType.of(ScalarKind.STRING).withNullable(false)),
              new Field("position", FieldType.of(ScalarKind.STRING)),
              new Field("version", FieldType.of(ScalarKind.INT).withNullable(false))));

  private DeadLetter() {}

  public static Row of(String step, BadRecord bad, int version) {
    return Row.of(bad.raw(), null, step, bad.code().name(), bad.message(), bad.position(), version);
  }

  /**
   * Of a record that comes from no single place of a source.
   *
   * @param record the step's input as JSON
   */
  public static Row of(String step, String record, ErrorCode code, String message, int version) {
    return of(step, record, code, message, null, version);
  }

  /**
   * @param record the step's input as JSON
   * @param position where the source read it, or null
   */
  public static Row of(
      String step, String record, ErrorCode code, String message, String position, int version) {
    return Row.of(null, record, step, code.name(), message, position, version);
  }
}
