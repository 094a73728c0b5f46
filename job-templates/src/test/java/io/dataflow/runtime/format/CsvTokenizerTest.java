package io.dataflow.runtime.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
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
    found.addAll(values(tokenizer, bytes));
    return found;
  }

  private static List<String> values(CsvTokenizer tokenizer, byte[] bytes) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < tokenizer.count(); i++) {
      int start = tokenizer.start(i);
      String value = new String(bytes, start, tokenizer.end(i) - start, StandardCharsets.UTF_8);
      found.add(tokenizer.kind(i) + value);
    }
    return found;
  }

  private static List<String> split(CsvTokenizer tokenizer, byte[] bytes, int from, int to) {
    tokenizer.split(bytes, from, to);
    List<String> found = values(tokenizer, bytes);
    found.add(tokenizer.problem());
    return found;
  }

  @Test
  void countsLineBreaksBehindAnEscape() {
    CsvTokenizer tokenizer = new CsvTokenizer(new CsvDialect(',', '"', '\\', false, ""));
    List<String> tokens = tokens(tokenizer, "\"a\\\nb\",c\n", true);
    assertThat(tokens.get(1)).isEqualTo("2 lines, null");
  }

  /** A record of known end is the same record wherever it stands, and with nothing around it. */
  @ParameterizedTest
  @ValueSource(strings = {"ab,,, \t\r", "a,\"b ", "äöü,x", "aaaaaaaa,", "a,b\""})
  void splitsWhatIsScanned(String alphabet) {
    Random random = new Random(2);
    CsvTokenizer tokenizer = new CsvTokenizer(CsvDialect.RFC_4180);
    CsvFramer framer = new CsvFramer(CsvDialect.RFC_4180);
    for (int i = 0; i < RECORDS; i++) {
      byte[] record = record(random, alphabet).getBytes(StandardCharsets.UTF_8);
      int end = tokenizer.scan(record, 0, record.length, true);
      assertThat(framer.end(record, 0, record.length, true)).isEqualTo(end);
      if (end >= 0) {
        List<String> scanned = values(tokenizer, record);
        scanned.add(tokenizer.problem());
        assertThat(framer.lines()).isEqualTo(tokenizer.lines());
        assertThat(split(tokenizer, record, 0, end)).isEqualTo(scanned);

        byte[] surrounded = new byte[end + 2 * Long.BYTES];
        Arrays.fill(surrounded, (byte) ',');
        System.arraycopy(record, 0, surrounded, Long.BYTES, end);
        assertThat(split(tokenizer, surrounded, Long.BYTES, Long.BYTES + end)).isEqualTo(scanned);
      }
    }
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
