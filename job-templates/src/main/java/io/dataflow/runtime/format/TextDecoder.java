package io.dataflow.runtime.format;

import io.dataflow.record.Row;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.nio.charset.Charset;
import java.util.List;

/** Decodes lines as they are into the schema's only field. */
final class TextDecoder extends LineDecoder {
  /** What a line of text becomes where no schema is written. */
  static final RecordSchema SCHEMA =
      new RecordSchema(List.of(new Field("line", FieldType.of(ScalarKind.STRING))));

  private final Charset charset;
  private final boolean needed;

  TextDecoder(Charset charset, RecordSchema projected) {
    this.charset = charset;
    this.needed = projected.size() > 0;
  }

  @Override
  Row decodeLine(byte[] line, int from, int to) {
    return needed ? Row.of(TextCodec.decode(line, from, to, charset)) : Row.of();
  }
}
