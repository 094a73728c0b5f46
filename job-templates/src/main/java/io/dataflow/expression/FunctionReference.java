package io.dataflow.expression;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The function reference as a page of Markdown, made from what the compiler itself uses. */
public final class FunctionReference {
  private static final String INTRODUCTION =
      """
      # Functions

      <!-- Generated from the function registry by FunctionReferenceTest. -->

      What an expression can call. The same list, with the same examples, is what
      `GET /api/v1/functions` answers; every example below is run by a test. Names are written in any
      case. An array, a map or a row is shown as JSON.

      - **NULL.** Where nothing else is said, a function is NULL if an argument is, and only then.
      - **Data errors.** What cannot be computed is never guessed: an overflow (`ARITHMETIC_OVERFLOW`), a
        division by zero (`DIVISION_BY_ZERO`), a text that is no value of a type (`CAST_ERROR`), an argument
        that a function cannot take (`FUNCTION_ERROR`). The step's `onError` says what becomes of the record;
        `TRY_CAST` and `TRY` make NULL of it instead.
      - **Times** are UTC and texts are compared without a locale, unless a zone is named. A zone is named
        as `'Europe/Berlin'`, `'UTC'` or `'+02:00'`; one that is written out is checked when the
        definition arrives. There is no current time: it would give another result after a restart.
      - **Written out.** Regular expressions (RE2: linear time, no look-around, no back-references), date
        patterns, JSON paths and units must be written out. They are read once, when the definition arrives.
      - **Characters** are Unicode code points, and positions count from 1.
      """;

  private FunctionReference() {}

  public static String markdown(FunctionRegistry registry) {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    for (FunctionCategory category : FunctionCategory.values()) {
      List<FunctionDefinition> functions =
          registry.definitions().stream()
              .filter(function -> function.category() == category)
              .toList();
      if (!functions.isEmpty()) {
        page.append("\n## ").append(title(category)).append('\n');
        functions.forEach(function -> append(page, function));
      }
    }
    return page.toString();
  }

  private static String title(FunctionCategory category) {
    String words = category.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static void append(StringBuilder page, FunctionDefinition function) {
    page.append("\n### ").append(function.name()).append("\n\n");
    page.append("`").append(function.syntax()).append("` → ").append(function.returns());
    page.append("\n\n").append(function.description());
    if (function.nullRule() != NullRule.NULL_IF_ANY_NULL && !function.nullRule().text().isEmpty()) {
      page.append(' ').append(function.nullRule().text());
    }
    if (!function.aliases().isEmpty()) {
      String names =
          function.aliases().stream()
              .map(name -> "`" + name + "`")
              .collect(Collectors.joining(", ", " Also called ", "."));
      page.append(names);
    }
    page.append("\n\n```sql\n");
    for (FunctionDefinition.Example example : function.examples()) {
      page.append(example.expression()).append("  -- ").append(example.result()).append('\n');
    }
    page.append("```\n");
  }
}
