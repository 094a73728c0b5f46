package io.dataflow.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found by its literal is what RE2/J finds. */
class SearchPatternTest {
  @Provide
  Arbitrary<String> patterns() {
    Arbitrary<String> head =
        Arbitraries.of("", "^", "(^)", "(&|^)", "(^|&)", "(a|b|=)", "(&)", "(b|a*)", "(a|ab)");
    Arbitrary<String> literal = Arbitraries.of("a", "b=", "aa", "aab", "a&b=", "=", "a.", "a?");
    Arbitrary<String> members =
        Arbitraries.of(
            "[^&]", "[ab]", "[a-z]", "[^a-z&]", "\\w", "\\d", "[^=]", ".", "[&&a]", "[^&&a]",
            "\\S");
    Arbitrary<String> tail =
        Combinators.combine(members, Arbitraries.of("*", "+", "?", "*?", "{2}"))
            .as((member, times) -> member + times)
            .flatMap(repeated -> Arbitraries.of("", repeated, "(" + repeated + ")", "$", "|b"));
    return Combinators.combine(head, literal, tail).as((h, l, t) -> h + l + t);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "b", "=", "&", "ab=", "1", "\n", "\r", "é", "😀", "\ud83d", "\ude00")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 5_000)
  void findsWhatRe2Finds(@ForAll("patterns") String regex, @ForAll("texts") String text) {
    SearchPattern pattern = SearchPattern.of(regex);
    Matcher expected = Pattern.compile(regex).matcher(text);
    boolean found = expected.find();
    assertThat(pattern.isIn(text)).isEqualTo(found);
    assertThat(pattern.groupCount()).isEqualTo(expected.groupCount());
    for (int group = 0; group <= pattern.groupCount(); group++) {
      assertThat(pattern.group(text, group)).isEqualTo(found ? expected.group(group) : null);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"(&|^)aaaa([^&]*)", "aaaaaaaaab[a]+", "^aaaab\\w*", "(b|=)aaaa([a-z]+)"})
  void takesLinearTime(String regex) {
    SearchPattern pattern = SearchPattern.of(regex);
    String text = "a".repeat(5_000_000);
    boolean found = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> pattern.isIn(text));
    assertThat(found).isEqualTo(regex.startsWith("(&|^)"));
  }
}
