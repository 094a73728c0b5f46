package io.dataflow.expression;

import java.util.Locale;
import java.util.Set;

/** The words of the expression grammar. All other words are fields or functions. */
final class Vocabulary {
  /** May stand where an operand is expected. */
  static final Set<String> PREFIX =
      Set.of(
          "NOT",
          "CASE",
          "WHEN",
          "THEN",
          "ELSE",
          "END",
          "NULL",
          "TRUE",
          "FALSE",
          "FROM",
          "DISTINCT");

  /** May follow an operand. */
  static final Set<String> INFIX =
      Set.of(
          "AND",
          "OR",
          "NOT",
          "IN",
          "BETWEEN",
          "SYMMETRIC",
          "LIKE",
          "ILIKE",
          "SIMILAR",
          "AT",
          "IS",
          "JSON",
          "VALUE",
          "OBJECT",
          "ARRAY",
          "SCALAR",
          "PLACING",
          "RETURNING",
          "NULL",
          "TRUE",
          "FALSE",
          "UNKNOWN",
          "DISTINCT",
          "FROM",
          "ESCAPE",
          "WHEN",
          "THEN",
          "ELSE",
          "END",
          "AS",
          "FOR",
          "TO");

  /** Behind these, an operand is complete or another infix word follows. */
  static final Set<String> KEEPS_OPERAND =
      Set.of(
          "NOT",
          "IS",
          "END",
          "NULL",
          "TRUE",
          "FALSE",
          "UNKNOWN",
          "DISTINCT",
          "JSON",
          "VALUE",
          "OBJECT",
          "ARRAY",
          "SCALAR");

  /** Functions with a syntax of their own, which the parser must see as keywords. */
  static final Set<String> SPECIAL_FUNCTIONS =
      Set.of(
          "CAST",
          "TRY_CAST",
          "EXTRACT",
          "TRIM",
          "SUBSTRING",
          "POSITION",
          "OVERLAY",
          "FLOOR",
          "CEIL",
          "TIMESTAMPADD",
          "TIMESTAMPDIFF");

  /** Functions whose first argument is a unit of time. */
  static final Set<String> UNIT_FIRST = Set.of("EXTRACT", "TIMESTAMPADD", "TIMESTAMPDIFF");

  static final Set<String> UNITS =
      Set.of(
          "YEAR",
          "QUARTER",
          "MONTH",
          "WEEK",
          "DAY",
          "HOUR",
          "MINUTE",
          "SECOND",
          "MILLISECOND",
          "DOW",
          "DOY",
          "EPOCH");

  static final Set<String> TRIM_SIDES = Set.of("BOTH", "LEADING", "TRAILING");

  /** Depend on more than their arguments, so that a restart would compute something else. */
  static final Set<String> NOT_DETERMINISTIC =
      Set.of(
          "NOW",
          "RAND",
          "RANDOM",
          "RAND_INTEGER",
          "UUID",
          "CURRENT_TIMESTAMP",
          "CURRENT_DATE",
          "CURRENT_TIME",
          "LOCALTIME",
          "LOCALTIMESTAMP",
          "PROCTIME",
          "CURRENT_ROW_TIMESTAMP");

  private Vocabulary() {}

  static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  /** A unit in the singular: {@code MINUTES} is read as {@code MINUTE}. */
  static String unit(String word) {
    String upper = upper(word);
    return upper.endsWith("S") && UNITS.contains(upper.substring(0, upper.length() - 1))
        ? upper.substring(0, upper.length() - 1)
        : upper;
  }

  /** Whether a bracket behind the word opens a group, not the arguments of a function. */
  static boolean isSyntax(String word) {
    return PREFIX.contains(word) || INFIX.contains(word);
  }
}
