package io.dataflow.function;

import io.dataflow.error.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Words that an author chooses from, such as units of time. */
final class Words {
  private Words() {}

  /**
   * @throws IllegalArgumentException naming the nearest word, or all
   */
  static <T extends Enum<T>> T of(Class<T> type, String word, String what) {
    String upper = word.toUpperCase(Locale.ROOT);
    List<String> known = Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    if (!known.contains(upper)) {
      throw new IllegalArgumentException(
          "'" + word + "' is no " + what + "; " + NearestName.hint(upper, known));
    }
    return Enum.valueOf(type, upper);
  }
}
