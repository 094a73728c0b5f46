package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** {@code emit: changelog}: each change of a result is a record of its own. */
final class Changelog {
  private static final String TEXT = "changelog";

  private Changelog() {}

  static boolean read(ObjectCursor config) {
    return EndpointReader.choice(
            config, "emit", text -> Optional.of(text).filter(TEXT::equals), List.of(TEXT))
        .isPresent();
  }

  static void write(boolean changelog, ObjectNode node) {
    if (changelog) {
      node.put("emit", TEXT);
    }
  }
}
