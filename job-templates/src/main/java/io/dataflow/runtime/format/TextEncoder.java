package io.dataflow.runtime.format;

import io.dataflow.connector.RowEncoder;
import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import io.dataflow.record.Row;

/** Encodes the only field, a STRING, as a line; NULL is an empty one. */
final class TextEncoder implements RowEncoder {
  private static final long serialVersionUID = 1L;

  @Override
  public byte[] encode(Row row) {
    String text = (String) row.get(0);
    if (text == null) {
      return new byte[0];
    }
    if (text.indexOf('\n') >= 0) {
      throw new DataException(
          ErrorCode.ENCODE_ERROR,
          "the text holds a line break and would be read as two lines; csv and json keep it");
    }
    return TextCodec.encode(text);
  }
}
