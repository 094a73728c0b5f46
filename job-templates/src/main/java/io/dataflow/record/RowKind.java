package io.dataflow.record;

/** What a row says about the result it belongs to. */
public enum RowKind {
  INSERT(0),
  UPDATE_BEFORE(1),
  UPDATE_AFTER(2),
  DELETE(3),
  /** Not a row: see {@link Row#bad}. */
  BAD(4);

  private final byte code;

  RowKind(int code) {
    this.code = (byte) code;
  }

  /** The byte that is serialised; never changed. */
  public byte code() {
    return code;
  }

  /** Flink's short form: {@code +I -U +U -D}; what a changelog's {@code op} says. */
  public String text() {
    return switch (this) {
      case INSERT -> "+I";
      case UPDATE_BEFORE -> "-U";
      case UPDATE_AFTER -> "+U";
      case DELETE -> "-D";
      case BAD -> throw new IllegalStateException("a bad record is no change");
    };
  }

  public static RowKind of(byte code) {
    return switch (code) {
      case 0 -> INSERT;
      case 1 -> UPDATE_BEFORE;
      case 2 -> UPDATE_AFTER;
      case 3 -> DELETE;
      case 4 -> BAD;
      default -> throw new IllegalArgumentException("no row kind has the code " + code);
    };
  }
}
