package io.dataflow.differential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An expression in both languages: {@code ours}, {@code ours => sql}, or {@code ours => sql =>
 * values: reason} where they differ on purpose.
 *
 * @param differing what ours may be where it differs: canonical texts, {@code !CODE} of a data
 *     error, or {@code *}; empty if it never may
 */
public record ExpressionPair(String ours, String sql, List<String> differing, String reason) {
  private static final String ARROW = " => ";

  public static List<ExpressionPair> read(String text) {
    List<ExpressionPair> pairs = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        pairs.add(parse(line.strip()));
      }
    }
    return pairs;
  }

  private static ExpressionPair parse(String line) {
    String[] parts = line.split(ARROW);
    String sql = parts.length > 1 ? parts[1] : parts[0];
    if (parts.length < 3) {
      return new ExpressionPair(parts[0], sql, List.of(), "");
    }
    int colon = parts[2].indexOf(": ");
    List<String> differing = Arrays.asList(parts[2].substring(0, colon).split("\\|"));
    return new ExpressionPair(parts[0], sql, differing, parts[2].substring(colon + 2));
  }

  public boolean mayDiffer(String value) {
    return differing.contains("*") || differing.contains(value);
  }

  @Override
  public String toString() {
    return ours.equals(sql) ? ours : ours + ARROW + sql;
  }
}
