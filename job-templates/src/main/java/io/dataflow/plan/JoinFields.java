package io.dataflow.plan;

import io.dataflow.error.ErrorCode;
import io.dataflow.error.NearestName;
import io.dataflow.pipeline.JoinConfig;
import io.dataflow.schema.Field;
import io.dataflow.schema.RecordSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The output of a join: the left input's fields, then the right one's. A key that has the same name
 * on both sides is there once, since its values are equal; all other names have to differ.
 *
 * @param left positions in the left input, in the order of the output
 * @param right positions in the right input that follow
 */
record JoinFields(RecordSchema schema, List<Integer> left, List<Integer> right) {
  /** Empty where a diagnostic says why. */
  static Optional<JoinFields> plan(
      JoinConfig config, StepContext step, RecordSchema left, RecordSchema right) {
    boolean known = known(step, "left", config.renameLeft(), left);
    known &= known(step, "right", config.renameRight(), right);
    if (!known) {
      return Optional.empty();
    }
    List<Field> fields = new ArrayList<>();
    List<Integer> leftPositions = new ArrayList<>();
    List<Integer> rightPositions = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      fields.add(renamed(left.fields().get(i), config.renameLeft(), false));
      leftPositions.add(i);
    }
    for (int i = 0; i < right.size(); i++) {
      if (!sharedKey(config, right.fields().get(i).name())) {
        fields.add(renamed(right.fields().get(i), config.renameRight(), config.keepsLeft()));
        rightPositions.add(i);
      }
    }
    Set<String> seen = new HashSet<>();
    List<String> clashes =
        fields.stream().map(Field::name).filter(name -> !seen.add(name)).distinct().toList();
    if (!clashes.isEmpty()) {
      refuse(step, clashes, right);
      return Optional.empty();
    }
    return Optional.of(new JoinFields(new RecordSchema(fields), leftPositions, rightPositions));
  }

  private static boolean known(
      StepContext step, String side, Map<String, String> rename, RecordSchema schema) {
    boolean known = true;
    for (String name : rename.keySet()) {
      if (schema.indexOf(name) < 0) {
        known = false;
        step.error(
            ErrorCode.UNKNOWN_FIELD,
            step.pointer("rename", side, name),
            "the " + side + " input has no field '" + name + "'",
            NearestName.hint(name, schema.names()));
      }
    }
    return known;
  }

  private static boolean sharedKey(JoinConfig config, String name) {
    return name.equals(config.on().get(name))
        && !config.renameLeft().containsKey(name)
        && !config.renameRight().containsKey(name);
  }

  private static Field renamed(Field field, Map<String, String> rename, boolean nullable) {
    return new Field(
        rename.getOrDefault(field.name(), field.name()),
        field.type().withNullable(nullable || field.type().nullable()));
  }

  private static void refuse(StepContext step, List<String> clashes, RecordSchema right) {
    Map<String, String> example = new TreeMap<>();
    clashes.forEach(name -> example.put(name, "right_" + name));
    String written =
        example.entrySet().stream()
            .filter(entry -> right.indexOf(entry.getKey()) >= 0)
            .map(entry -> "\"" + entry.getKey() + "\": \"" + entry.getValue() + "\"")
            .collect(Collectors.joining(", "));
    step.error(
        ErrorCode.DUPLICATE_FIELD,
        step.pointer(),
        (clashes.size() == 1 ? "two fields would be called " : "fields would be there twice: ")
            + clashes.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ")),
        written.isEmpty()
            ? "choose other names in \"rename\""
            : "write \"rename\": {\"right\": {"
                + written
                + "}}, or drop what is not needed in a select in front");
  }
}
