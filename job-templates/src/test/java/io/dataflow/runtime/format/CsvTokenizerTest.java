package io.dataflow.runtime.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTokenizerTest {
  private static final int RECORDS = 50_000;
  private static final String BEHIND = "and what follows is of the next record\n";

  private static String record(Random random, String alphabet) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(40);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.append(random.nextInt(4) == 0 ? "\r\n" : "\n").toString();
  }

  private static List<String> tokens(CsvTokenizer tokenizer, String text, boolean last) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    List<String> found = new ArrayList<>();
    found.add("end " + tokenizer.scan(bytes, 0, bytes.length, last));
    found.add(tokenizer.lines() + " lines, " + tokenizer.problem());
    for (int i = 0; i < tokenizer.count(); i++) {
      int start = tokenizer.start(i);
      String value = new String(bytes, start, tokenizer.end(i) - start, StandardCharsets.UTF_8);
      found.add(tokenizer.kind(i) + value);
    }
    return found;
  }

  /** Where more bytes follow, values are found eight bytes at a time; else one by one. */
  @ParameterizedTest
  @ValueSource(strings = {"ab,,, \t\r", "a,\"b ", "äöü,x", "aaaaaaaa,"})
  void bothWaysFindTheSame(String alphabet) {
    Random random = new Random(1);
    CsvTokenizer tokenizer = new CsvTokenizer(CsvDialect.RFC_4180);
    for (int i = 0; i < RECORDS; i++) {
      String record = record(random, alphabet);
      List<String> alone = tokens(tokenizer, record, true);
      if (alone.get(0).equals("end " + record.getBytes(StandardCharsets.UTF_8).length)) {
        assertThat(tokens(tokenizer, record + BEHIND, false)).as("%s", record).isEqualTo(alone);
      }
    }
  }
}
