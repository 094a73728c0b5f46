package io.dataflow.benchmark.nexmark.result;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The folder that a {@link ResultSink} writes into. */
public final class ResultFolder {
  private static final String RESULT = "result.txt";

  private ResultFolder() {}

  /**
   * A final result.
   *
   * @param rows how many
   * @param hash of the sorted lines
   */
  public record Outcome(long rows, String hash) {}

  static Path counts(Path folder, int subtask) {
    return folder.resolve("count-" + subtask);
  }

  static Path changes(Path folder, int subtask) {
    return folder.resolve("changes-" + subtask);
  }

  /** How many rows, changes included, reached the sink. */
  public static long count(Path folder) throws IOException {
    long count = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "count-*")) {
      for (Path file : files) {
        count += Long.parseLong(Files.readString(file));
      }
    }
    return count;
  }

  /**
   * Applies all changes and writes what is there at the end, sorted, as {@code result.txt}.
   *
   * @param key positions of the columns that identify a row; empty: equal rows may be there several
   *     times, and a removal takes one of them away
   */
  public static Outcome fold(Path folder, List<Integer> key) throws IOException {
    Map<String, String> keyed = new HashMap<>();
    Map<String, Integer> counted = new HashMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "changes-*")) {
      for (Path file : files) {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
          String change;
          while ((change = reader.readLine()) != null) {
            boolean put = change.charAt(0) == Change.PUT.sign();
            String row = change.substring(1);
            if (key.isEmpty()) {
              counted.merge(row, put ? 1 : -1, ResultFolder::sum);
            } else if (put) {
              keyed.put(keyOf(row, key), row);
            } else {
              keyed.remove(keyOf(row, key), row);
            }
          }
        }
      }
    }
    List<String> rows = new ArrayList<>(keyed.values());
    counted.forEach((row, times) -> rows.addAll(Collections.nCopies(Math.max(times, 0), row)));
    Collections.sort(rows);
    return write(folder.resolve(RESULT), rows);
  }

  /** Null where nothing is left, which takes the entry out of its map. */
  private static Integer sum(Integer left, Integer right) {
    int sum = left + right;
    return sum == 0 ? null : sum;
  }

  private static String keyOf(String row, List<Integer> key) {
    String[] columns = row.split("\\|", -1);
    StringBuilder text = new StringBuilder();
    key.forEach(column -> text.append(columns[column]).append(ResultLine.SEPARATOR));
    return text.toString();
  }

  private static Outcome write(Path file, List<String> rows) throws IOException {
    MessageDigest digest = sha256();
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (String row : rows) {
        String line = row + "\n";
        out.write(line);
        digest.update(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    return new Outcome(rows.size(), HexFormat.of().formatHex(digest.digest()).substring(0, 16));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
