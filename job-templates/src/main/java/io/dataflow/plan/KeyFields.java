package io.dataflow.plan;

import io.dataflow.error.ErrorCode;
import io.dataflow.error.Pointers;
import java.util.List;

/** The rule of steps whose results are replaced by key: the key has to be in the output. */
final class KeyFields {
  private KeyFields() {}

  /**
   * Whether all paths are fields of the input, none nested in one.
   *
   * @param pointer where the list of paths stands
   */
  static boolean check(StepContext step, List<String> paths, Edge input, String pointer) {
    boolean fields = true;
    for (int i = 0; i < paths.size(); i++) {
      String path = paths.get(i);
      if (input.schema().indexOf(path) < 0) {
        fields = false;
        String name = path.substring(path.lastIndexOf('.') + 1);
        step.error(
            ErrorCode.INVALID_VALUE,
            Pointers.child(pointer, Integer.toString(i)),
            "later results replace earlier ones by '" + path + "', which is no field of the output",
            "put a map in front with set: {\"" + name + "\": \"" + path + "\"}, and name that");
      }
    }
    return fields;
  }
}
