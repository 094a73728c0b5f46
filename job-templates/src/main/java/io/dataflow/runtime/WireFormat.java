package io.dataflow.runtime;

/**
 * The number of the form in which jobs travel from the service to a cluster that has our classes
 * installed. Raised when a serialised class changes so that the older one cannot read it.
 */
public final class WireFormat {
  public static final int NUMBER = 1;

  /**
   * Key in the cluster's configuration that tells the number of the classes in its {@code lib}:
   * Flink shows its configuration, not its classes.
   */
  public static final String KEY = "dataflow.wire-format";

  private WireFormat() {}
}
