package io.dataflow.expression;

import java.util.List;

/**
 * The operators, for the reference. The parser and the code generator know them by their syntax.
 */
final class Operators {
  private Operators() {}

  static List<FunctionDefinition> all() {
    return List.of(
        operator(
            "+ - * / %",
            FunctionCategory.NUMBER,
            "a + b",
            "the wider type; DECIMAL digits grow as needed, up to 38",
            NullRule.NULL_IF_ANY_NULL,
            "Arithmetic. Whole numbers divide to whole numbers. Overflow and division by zero are data errors.",
            example("7 / 2", "3"),
            example("1.5 * 4", "6.0")),
        operator(
            "= <> < <= > >=",
            FunctionCategory.COMPARISON,
            "a = b",
            "BOOLEAN",
            NullRule.NULL_IF_ANY_NULL,
            "Comparison. A text that is written out may be compared with a date or a time.",
            example("2 < 10", "true"),
            example("DATE '2024-01-31' >= '2024-02-01'", "false")),
        operator(
            "IS [NOT] NULL",
            FunctionCategory.COMPARISON,
            "a IS NULL",
            "BOOLEAN",
            NullRule.DESCRIBED,
            "Whether there is no value. Never NULL.",
            example("NULL IS NULL", "true")),
        operator(
            "IS [NOT] DISTINCT FROM",
            FunctionCategory.COMPARISON,
            "a IS DISTINCT FROM b",
            "BOOLEAN",
            NullRule.DESCRIBED,
            "Comparison that takes NULL for a value. Never NULL.",
            example("1 IS DISTINCT FROM NULL", "true")),
        operator(
            "[NOT] BETWEEN",
            FunctionCategory.COMPARISON,
            "a BETWEEN least AND greatest",
            "BOOLEAN",
            NullRule.DESCRIBED,
            "a >= least AND a <= greatest.",
            example("5 BETWEEN 1 AND 5", "true")),
        operator(
            "[NOT] IN",
            FunctionCategory.COMPARISON,
            "a IN (b, c, ...)",
            "BOOLEAN",
            NullRule.DESCRIBED,
            "Whether a equals one of the values; NULL if it does not and one of them is NULL."
                + " More than 200 values have to be written out and of the type of a, which is no FLOAT.",
            example("'b' IN ('a', 'b')", "true")),
        operator(
            "[NOT] LIKE",
            FunctionCategory.TEXT,
            "text LIKE pattern [ESCAPE character]",
            "BOOLEAN",
            NullRule.NULL_IF_ANY_NULL,
            "Whether the text matches; % stands for any text, _ for one character.",
            example("'invoice-17' LIKE 'inv%'", "true"),
            example("'50%' LIKE '50!%' ESCAPE '!'", "true")),
        operator(
            "[NOT] ILIKE",
            FunctionCategory.TEXT,
            "text ILIKE pattern [ESCAPE character]",
            "BOOLEAN",
            NullRule.NULL_IF_ANY_NULL,
            "As LIKE, but upper and lower case are the same.",
            example("'Invoice-17' ILIKE 'INV%'", "true")),
        operator(
            "[NOT] SIMILAR TO",
            FunctionCategory.REGULAR_EXPRESSION,
            "text SIMILAR TO pattern [ESCAPE character]",
            "BOOLEAN",
            NullRule.NULL_IF_ANY_NULL,
            "As LIKE, where the pattern may also have | * + ? {n,m} ( ) and [ ] as regular expressions do; all of the text must match.",
            example("'invoice-17' SIMILAR TO '(invoice|order)-[0-9]+'", "true")),
        operator(
            "||",
            FunctionCategory.TEXT,
            "text || text",
            "STRING",
            NullRule.NULL_IF_ANY_NULL,
            "Both texts, one behind the other.",
            example("'a' || 'b'", "ab")),
        operator(
            "AND OR NOT",
            FunctionCategory.LOGIC,
            "a AND b",
            "BOOLEAN",
            NullRule.DESCRIBED,
            "Three-valued logic: FALSE AND NULL is FALSE, TRUE OR NULL is TRUE, else NULL stays NULL.",
            example("FALSE AND NULL", "false"),
            example("NOT TRUE", "false")),
        operator(
            "IS [NOT] TRUE, IS [NOT] FALSE",
            FunctionCategory.LOGIC,
            "a IS TRUE",
            "BOOLEAN",
            NullRule.DESCRIBED,
            "Whether a condition is TRUE. Never NULL.",
            example("(1 > 2) IS NOT TRUE", "true")),
        operator(
            "CASE",
            FunctionCategory.CONDITIONAL,
            "CASE WHEN condition THEN value ... [ELSE value] END",
            "the common type of the values",
            NullRule.DESCRIBED,
            "The value of the first condition that is TRUE; those behind it are not computed.",
            example("CASE WHEN 1 > 2 THEN 'big' ELSE 'small' END", "small"),
            example("CASE 2 WHEN 1 THEN 'one' WHEN 2 THEN 'two' END", "two")),
        operator(
            "CAST",
            FunctionCategory.CONVERSION,
            "CAST(a AS type)",
            "the type",
            NullRule.NULL_IF_ANY_NULL,
            "The value as another type; a data error if it has none.",
            example("CAST('42' AS INT)", "42"),
            example("CAST(2.9 AS BIGINT)", "2")),
        operator(
            "TRY_CAST",
            FunctionCategory.CONVERSION,
            "TRY_CAST(a AS type)",
            "the type",
            NullRule.NULL_IF_ANY_NULL_OR_NO_RESULT,
            "As CAST, but NULL where CAST would be a data error.",
            example("TRY_CAST('x' AS INT)", "NULL")),
        operator(
            "INTERVAL",
            FunctionCategory.DATE_TIME,
            "time + INTERVAL '5' MINUTE",
            "the type of the time",
            NullRule.NULL_IF_ANY_NULL,
            "A length of time to add to or subtract from a time. Of a DATE only days, weeks, months, quarters and years: CAST it to TIMESTAMP for hours, minutes and seconds.",
            example("TIMESTAMP '2024-01-31 23:59:00' + INTERVAL '5' MINUTE", "2024-02-01 00:04:00"),
            example("DATE '2024-01-31' - INTERVAL '1' MONTH", "2023-12-31")),
        operator(
            "[ ]",
            FunctionCategory.COLLECTION,
            "array[position], map[key]",
            "the type of the elements",
            NullRule.NULL_IF_ANY_NULL_OR_NO_RESULT,
            "An element by its position, counted from 1, or an entry by its key; NULL if there is none.",
            example("ARRAY['a', 'b'][2]", "b")),
        operator(
            "ARRAY",
            FunctionCategory.COLLECTION,
            "ARRAY[value, ...]",
            "ARRAY of the common type",
            NullRule.DESCRIBED,
            "An array of these values.",
            example("ARRAY[1, 2][1]", "1")),
        operator(
            "MAP",
            FunctionCategory.COLLECTION,
            "MAP[key, value, ...]",
            "MAP of the common types",
            NullRule.DESCRIBED,
            "A map of these keys and values; of equal keys the last one counts, a NULL key is a data error.",
            example("MAP['a', 1, 'b', 2]['b']", "2")),
        operator(
            ".",
            FunctionCategory.COLLECTION,
            "row.field",
            "the type of the field",
            NullRule.NULL_IF_ANY_NULL,
            "A field of a row, at any depth.",
            example("MAP_ENTRIES(MAP['a', 1])[1].value", "1")));
  }

  private static FunctionDefinition operator(
      String name,
      FunctionCategory category,
      String syntax,
      String returns,
      NullRule nullRule,
      String description,
      FunctionDefinition.Example... examples) {
    return new FunctionDefinition(
        name, category, syntax, returns, nullRule, description, List.of(examples));
  }

  private static FunctionDefinition.Example example(String expression, String result) {
    return new FunctionDefinition.Example(expression, result);
  }
}
