package io.dataflow.runtime.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteSearchTest {
  private static final int TEXTS = 200_000;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String text(Random random, String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  @Test
  void readsDigitsWhateverStandsInFront() {
    Random random = new Random(1);
    for (int i = 0; i < TEXTS; i++) {
      String digits = text(random, i % 2 == 0 ? "0123456789" : "019/:\u00B0\u0000-", 1 + i % 8);
      String all = text(random, "0:9\u00FF,", 8) + digits;
      long expected = digits.matches("[0-9]+") ? Long.parseLong(digits) : -1;
      assertThat(ByteSearch.number(bytes(all), 8, all.length())).as(digits).isEqualTo(expected);
    }
  }

  @Test
  void readsTimesOfDay() {
    for (int second = 0; second < 86_400; second++) {
      String time = "%02d:%02d:%02d".formatted(second / 3600, second / 60 % 60, second % 60);
      assertThat(ByteSearch.secondOfDay(bytes(time), 0)).as(time).isEqualTo(second);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "24:00:00",
    "23:60:00",
    "23:59:60",
    "1::00:00",
    "10-15-30",
    "10:1a:30",
    "10:15:3:",
    "::::::::"
  })
  void refusesWhatIsNoTimeOfDay(String text) {
    assertThat(ByteSearch.secondOfDay(bytes(text), 0)).isEqualTo(-1);
  }

  @Test
  void marksAllMatchesAndNothingElse() {
    Random random = new Random(2);
    for (int i = 0; i < TEXTS; i++) {
      String text = text(random, ",-+\u00AC\u0000", 8);
      long marks = ByteSearch.allMatches(ByteSearch.word(bytes(text), 0), ByteSearch.repeated(','));
      for (int at = 0; at < 8; at++) {
        assertThat((marks >>> (at * 8) & 0xFF) == 0x80).as(text).isEqualTo(text.charAt(at) == ',');
      }
    }
  }
}
