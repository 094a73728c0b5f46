package io.dataflow.launcher.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Payments that arrive as files, one row in ten broken, and what a pipeline has to make of them,
 * worked out here from the same rows. A file covers five seconds of event time behind the one
 * before; within it rows are out of order by less than the pipeline allows, so that none is late.
 */
final class Payments {
  static final String PIPELINE = "payments";

  private static final int ROWS_OF_FILE = 1000;
  private static final int BROKEN_EVERY = 10;
  private static final int MILLIS_OF_ROW = 5;
  private static final int MOST_DISORDER_MILLIS = 1500;
  private static final int WINDOW_MILLIS = 10_000;
  private static final int LEAST_NET_CENTS = 20_00;
  private static final LocalDateTime START = LocalDateTime.parse("2026-01-01T00:00:00");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS");

  private final Path folder;
  private final SplittableRandom random = new SplittableRandom(20);
  private final Map<Group, Sums> results = new TreeMap<>();
  private final List<Letter> letters = new ArrayList<>();
  private int files;
  private long rows;

  /**
   * @param folder for input, results and dead letters
   */
  Payments(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(input());
  }

  /** How a row is broken. */
  private enum Fault {
    AMOUNT_NO_NUMBER("source", "DECODE_ERROR"),
    QUANTITY_TOO_LARGE("source", "DECODE_ERROR"),
    NO_SUCH_DAY("source", "DECODE_ERROR"),
    NO_UTF_8("source", "DECODE_ERROR"),
    TOO_FEW_VALUES("source", "DECODE_ERROR"),
    TOO_MANY_VALUES("source", "DECODE_ERROR"),
    NO_TIME("source", "NULL_NOT_ALLOWED"),
    REBATE_NO_NUMBER("net", "CAST_ERROR"),
    /** Spoils its own line only if no other quote stands behind it in the file. */
    OPEN_QUOTE("source", "DECODE_ERROR");

    private static final List<Fault> ANYWHERE =
        Arrays.stream(values()).filter(fault -> fault != OPEN_QUOTE).toList();

    private final String step;
    private final String code;

    Fault(String step, String code) {
      this.step = step;
      this.code = code;
    }

    boolean isDecoded() {
      return this == NO_TIME || this == REBATE_NO_NUMBER;
    }
  }

  private record Group(long window, String customer) implements Comparable<Group> {
    @Override
    public int compareTo(Group other) {
      int byWindow = Long.compare(window, other.window);
      return byWindow != 0 ? byWindow : customer.compareTo(other.customer);
    }
  }

  private static final class Sums {
    private long count;
    private long ids;
    private long quantity;
    private long cents;
  }

  /**
   * A dead letter without its message.
   *
   * @param raw in base 64, or empty
   * @param id of the record, or 0 where it could not be decoded
   */
  record Letter(String position, String step, String code, int version, String raw, long id) {}

  private Path input() {
    return folder.resolve("in");
  }

  Path output() {
    return folder.resolve("out");
  }

  Path deadLetters() {
    return folder.resolve("dead");
  }

  /** Watches the folder; never ends by itself. */
  String definition() {
    return """
        {"name": "Payments",
         "source": {"sourceType": "file", "connectionString": "%s/*.csv", "pollIntervalMs": 200,
                    "options": {"watch": "true"},
                    "schema": {"id": "BIGINT", "ts": "TIMESTAMP(3)", "customer": "STRING",
                               "status": "STRING", "quantity": "INT",
                               "amount": "DECIMAL(10,2)", "rebate": "STRING"},
                    "eventTime": {"field": "ts", "maxOutOfOrderness": "2s"}},
         "transforms": [
           {"id": "net", "transformType": "map",
            "config": {"set": {"net": "amount - CAST(rebate AS DECIMAL(10,2))"}}},
           {"id": "active", "transformType": "filter",
            "config": {"expression": "status = 'active' AND net > 20"}},
           {"id": "per-customer", "transformType": "aggregate",
            "config": {"groupBy": ["customer"], "window": {"type": "tumble", "size": "10s"},
                       "aggregations": {"payments": "COUNT(*)", "ids": "SUM(id)",
                                        "pieces": "SUM(quantity)", "total": "SUM(net)"}}}],
         "sink": {"sinkType": "file", "connectionString": "%s",
                  "options": {"format": "csv", "has-header": "false"}},
         "deadLetter": {"sinkType": "file", "connectionString": "%s",
                        "options": {"format": "json"}},
         "settings": {"parallelism": 2, "checkpointInterval": "1s"}}"""
        .formatted(input(), output(), deadLetters());
  }

  int files() {
    return files;
  }

  long rows() {
    return rows;
  }

  /** One more file of rows. */
  synchronized void writeNext() throws IOException {
    Path file = nextFile();
    ByteArrayOutputStream lines = header();
    for (int row = 0; row < ROWS_OF_FILE; row++) {
      long id = ++rows;
      long millis =
          (files * (long) ROWS_OF_FILE + row) * MILLIS_OF_ROW
              + MOST_DISORDER_MILLIS
              - random.nextInt(MOST_DISORDER_MILLIS);
      int line = row + 2;
      if (row % BROKEN_EVERY == BROKEN_EVERY - 1) {
        Fault fault =
            row == ROWS_OF_FILE - 1
                ? Fault.OPEN_QUOTE
                : Fault.ANYWHERE.get((row / BROKEN_EVERY + files) % Fault.ANYWHERE.size());
        byte[] broken = broken(fault, id, millis);
        lines.writeBytes(broken);
        letters.add(letter(fault, "file:" + file + "#line=" + line, broken, id));
      } else {
        lines.writeBytes(valid(id, millis));
      }
      lines.write('\n');
    }
    appear(file, lines);
  }

  /** One more file, with a row that lets time go on, past all windows, and counts for nothing. */
  synchronized void writeClosing() throws IOException {
    Path file = nextFile();
    ByteArrayOutputStream lines = header();
    long millis = files * (long) ROWS_OF_FILE * MILLIS_OF_ROW + 60_000;
    lines.writeBytes(line(0, millis, "nobody", "closing", "0", "0.00", "0"));
    lines.write('\n');
    appear(file, lines);
  }

  private Path nextFile() {
    return input().resolve("payments-%06d.csv".formatted(files));
  }

  private static ByteArrayOutputStream header() {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    lines.writeBytes(
        "id,ts,customer,status,quantity,amount,rebate\n".getBytes(StandardCharsets.UTF_8));
    return lines;
  }

  private void appear(Path file, ByteArrayOutputStream lines) throws IOException {
    Path unfinished = file.resolveSibling("." + file.getFileName());
    Files.write(unfinished, lines.toByteArray());
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    files++;
  }

  private static byte[] line(long id, long millis, String... values) {
    return (id + "," + TIME.format(at(millis)) + "," + String.join(",", values))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static LocalDateTime at(long millis) {
    return START.plusNanos(millis * 1_000_000);
  }

  private static String euros(long cents) {
    return cents / 100 + ".%02d".formatted(cents % 100);
  }

  private byte[] valid(long id, long millis) {
    String customer = "c" + random.nextInt(40);
    boolean active = random.nextInt(4) > 0;
    int quantity = random.nextInt(9);
    int cents = 10_00 + random.nextInt(90_00);
    int rebate = random.nextInt(9);
    int net = cents - rebate * 100;
    if (active && net > LEAST_NET_CENTS) {
      Sums sums =
          results.computeIfAbsent(
              new Group(millis / WINDOW_MILLIS * WINDOW_MILLIS, customer), group -> new Sums());
      sums.count++;
      sums.ids += id;
      sums.quantity += quantity;
      sums.cents += net;
    }
    return line(
        id,
        millis,
        customer,
        active ? "active" : "closed",
        Integer.toString(quantity),
        euros(cents),
        Integer.toString(rebate));
  }

  private static byte[] broken(Fault fault, long id, long millis) {
    return switch (fault) {
      case AMOUNT_NO_NUMBER -> line(id, millis, "c1", "active", "1", "12;50", "0");
      case QUANTITY_TOO_LARGE -> line(id, millis, "c1", "active", "2147483648", "90.00", "0");
      case NO_SUCH_DAY ->
          (id + ",2026-02-30T00:00:00,c1,active,1,90.00,0").getBytes(StandardCharsets.UTF_8);
      case NO_UTF_8 ->
          (id + "," + TIME.format(at(millis)) + ",c\u00ff\u00fe,active,1,90.00,0")
              .getBytes(StandardCharsets.ISO_8859_1);
      case TOO_FEW_VALUES -> line(id, millis, "c1", "active", "1");
      case TOO_MANY_VALUES -> line(id, millis, "c1", "active", "1", "90.00", "0", "more");
      case NO_TIME -> (id + ",,c1,active,1,90.00,0").getBytes(StandardCharsets.UTF_8);
      case REBATE_NO_NUMBER -> line(id, millis, "c1", "active", "1", "90.00", "n/a");
      case OPEN_QUOTE -> line(id, millis, "\"c1", "active", "1", "90.00", "0");
    };
  }

  private static Letter letter(Fault fault, String position, byte[] line, long id) {
    return new Letter(
        position,
        fault.step,
        fault.code,
        1,
        fault.isDecoded() ? "" : Base64.getEncoder().encodeToString(line),
        fault.isDecoded() ? id : 0);
  }

  /** The results as they have to be written, in order. */
  synchronized List<String> expectedResults() {
    return results.entrySet().stream().map(Payments::result).sorted().toList();
  }

  private static String result(Map.Entry<Group, Sums> result) {
    Sums sums = result.getValue();
    return String.join(
        ",",
        result.getKey().customer(),
        Long.toString(sums.count),
        Long.toString(sums.ids),
        Long.toString(sums.quantity),
        euros(sums.cents),
        TIME.format(at(result.getKey().window())),
        TIME.format(at(result.getKey().window() + WINDOW_MILLIS)));
  }

  synchronized List<Letter> expectedLetters() {
    return List.copyOf(letters);
  }

  /** What a checkpoint has completed of a folder, line by line. */
  static List<String> committedLines(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : Orders.committed(folder)) {
      try (Stream<String> each = Files.lines(file)) {
        each.forEach(lines::add);
      }
    }
    return lines;
  }
}
