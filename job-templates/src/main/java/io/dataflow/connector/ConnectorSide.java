package io.dataflow.connector;

import io.dataflow.error.Diagnostics;
import java.util.List;

/** What the sides of a connector have in common: what they take, and what is wrong with it. */
public interface ConnectorSide {
  /** What it takes; what is not declared is refused. */
  default List<OptionDeclaration> options() {
    return List.of();
  }

  /** What the connection string means, for people; empty where it has no meaning. */
  default String connectionStringMeaning() {
    return "";
  }

  /**
   * Checks what declarations cannot say; nothing is opened. Pointers are relative to {@code
   * pointer}.
   */
  default void validate(
      ConnectorOptions options, String pointer, ConnectorPolicy policy, Diagnostics diagnostics) {}
}
