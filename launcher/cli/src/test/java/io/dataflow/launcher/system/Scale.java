package io.dataflow.launcher.system;

/**
 * How much is run: enough to show a property in every build, the full figures with {@code -Pdrill}.
 *
 * @param rows in a file that is large
 * @param work bytes that are hashed for each row, so that the middle of a file lasts
 * @param cycles of start and stop
 * @param kills of the TaskManager, one every 10 s
 */
record Scale(int rows, int work, int cycles, int kills) {

  static Scale ofThisRun() {
    return Boolean.getBoolean("dataflow.drill")
        ? new Scale(1_000_000, 12_000, 200, 12)
        : new Scale(60_000, 80_000, 15, 2);
  }
}
