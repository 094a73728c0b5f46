package io.dataflow.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.calcite.sql.parser.SqlAbstractParserImpl;
import org.apache.calcite.sql.parser.SqlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever SQL makes of a word, it is the field of that name. */
class ExpressionKeywordTest {
  static SortedSet<String> keywords() {
    SqlAbstractParserImpl.Metadata metadata = SqlParser.create("1").getMetadata();
    SortedSet<String> words = new TreeSet<>(metadata.getTokens());
    words.removeIf(word -> !word.matches("[A-Z_][A-Z0-9_]*"));
    return words;
  }

  @Test
  void calciteStillHasItsKeywords() {
    assertThat(keywords()).hasSizeGreaterThan(500).contains("TIMESTAMP", "USER", "ORDER", "VALUE");
  }

  @ParameterizedTest
  @MethodSource("keywords")
  void keywordIsFieldName(String keyword) {
    for (String name : List.of(keyword, keyword.toLowerCase(Locale.ROOT))) {
      String fields = "`" + name + "` INT, other ROW<`" + name + "` INT>";
      for (String text :
          List.of(name, name + " + 1", "1 + " + name, "other." + name, "(" + name + ")")) {
        assertThat(TestingExpression.typed(text, fields).type()).as(text).hasToString("INT");
      }
      TypedExpression condition =
          TestingExpression.typed(name + " > 1 AND other." + name + " IS NOT NULL", fields);
      assertThat(condition.usedFields()).as(name).containsExactly(0, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a and b",
        "a or not b",
        "case when a then b else not b end",
        "x in (1, 2) and y between 1 and 2",
        "s like 'x' and y is null",
        "cast(x as date) = '2024-01-01'",
        "extract(year from d) = 2024 and floor(d to day) > d",
        "d + interval '1' day > d"
      })
  void keywordsStillWorkAmongFieldsOfTheirName(String text) {
    String fields =
        "a BOOLEAN, b BOOLEAN, x INT, y INT, s STRING, d TIMESTAMP(3), `and` INT, `or` INT,"
            + " `then` INT, `else` INT, `end` INT, `in` INT, `between` INT, `like` INT, `is` INT,"
            + " `as` INT, `date` INT, `year` INT, `from` INT, `to` INT, `day` INT";
    String adapted = text.startsWith("cast(x") ? text.replace("cast(x", "cast(s") : text;
    assertThat(TestingExpression.typed(adapted, fields).type().javaClass())
        .isEqualTo(Boolean.class);
  }
}
