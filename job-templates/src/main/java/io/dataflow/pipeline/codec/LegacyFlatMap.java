package io.dataflow.pipeline.codec;

import io.dataflow.pipeline.FlatMap;
import io.dataflow.pipeline.TransformConfig;
import java.util.List;
import java.util.Optional;

/**
 * The seed's flatmap: {@code splitField}, {@code targetField} (by default the singular of the
 * field's name) and {@code preserveParent}. The text is split at commas.
 */
final class LegacyFlatMap {
  /** Plurals that end in es and lose both letters: classes, boxes, quizzes, batches, dishes. */
  private static final List<String> LONG_PLURALS = List.of("sses", "xes", "zzes", "ches", "shes");

  private LegacyFlatMap() {}

  static boolean isWritten(ObjectCursor config) {
    return config.hasAny("splitField", "targetField", "preserveParent");
  }

  static Optional<TransformConfig> read(ObjectCursor config) {
    if (OlderForm.refuseBeside(
        config,
        "'splitField', 'targetField' and 'preserveParent'",
        "write 'field', 'as' and 'keepParent' instead of these",
        List.of("field", "as", "delimiter", "trim", "keepParent", "index", "keepEmpty"))) {
      return Optional.empty();
    }
    String field = config.requiredText("splitField");
    Optional<String> target = config.text("targetField").filter(name -> !name.isEmpty());
    boolean keepParent = config.flag("preserveParent").orElse(true);
    return field.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new FlatMap(
                field,
                Optional.of(target.orElseGet(() -> singular(SelectCodec.lastName(field)))),
                Optional.empty(),
                true,
                keepParent,
                Optional.empty(),
                false));
  }

  /** The seed cut {@code es} off, so that its {@code names} became {@code nam}. */
  static String singular(String plural) {
    if (plural.endsWith("ies") && plural.length() > 4) {
      return plural.substring(0, plural.length() - 3) + "y";
    } else if (LONG_PLURALS.stream().anyMatch(plural::endsWith)) {
      return plural.substring(0, plural.length() - 2);
    } else if (plural.endsWith("s") && !plural.endsWith("ss") && plural.length() > 1) {
      return plural.substring(0, plural.length() - 1);
    }
    return plural;
  }
}
