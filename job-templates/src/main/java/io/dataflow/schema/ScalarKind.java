package io.dataflow.schema;

/** Types without parameters, with the Java class that carries a value of them in a row. */
public enum ScalarKind {
  STRING("STRING", String.class),
  BOOLEAN("BOOLEAN", Boolean.class),
  TINYINT("TINYINT", Byte.class),
  SMALLINT("SMALLINT", Short.class),
  INT("INT", Integer.class),
  BIGINT("BIGINT", Long.class),
  FLOAT("FLOAT", Float.class),
  DOUBLE("DOUBLE", Double.class),
  /** Days since 1970-01-01. */
  DATE("DATE", Integer.class),
  /** Milliseconds of the day. */
  TIME("TIME", Integer.class),
  /** Wall-clock time without a zone, in milliseconds since 1970-01-01 00:00. */
  TIMESTAMP("TIMESTAMP(3)", Long.class),
  /** An instant, in milliseconds since the epoch. */
  TIMESTAMP_LTZ("TIMESTAMP_LTZ(3)", Long.class),
  BYTES("BYTES", byte[].class);

  private final String text;
  private final Class<?> javaClass;

  ScalarKind(String text, Class<?> javaClass) {
    this.text = text;
    this.javaClass = javaClass;
  }

  public String text() {
    return text;
  }

  public Class<?> javaClass() {
    return javaClass;
  }
}
