package io.dataflow.runtime.format;

/**
 * Reads timestamps of one field. Neighbours mostly fall on the same day, so a day is worked out
 * once. For one thread.
 */
final class TimestampParser {
  private static final int SECONDS = "2024-02-29T10:15:30".length();
  private static final int MILLIS = "2024-02-29T10:15:30.123".length();

  private long firstEight;
  private byte ninth;
  private byte tenth;
  private long dayMillis;
  private boolean known;

  /** As {@link TimeParser#timestamp}. */
  long parse(byte[] bytes, int from, int to) {
    if (to - from != MILLIS || bytes[from + SECONDS] != '.') {
      return TimeParser.timestamp(bytes, from, to);
    }
    // So long and with a point there, it has no room for a zone.
    long word = ByteSearch.word(bytes, from);
    if (!known || word != firstEight || bytes[from + 8] != ninth || bytes[from + 9] != tenth) {
      dayMillis = TimeParser.date(bytes, from, from + 10) * TimeParser.MILLIS_PER_DAY;
      firstEight = word;
      ninth = bytes[from + 8];
      tenth = bytes[from + 9];
      known = true;
    }
    int separator = from + 10;
    int seconds = ByteSearch.secondOfDay(bytes, separator + 1);
    long millis = ByteSearch.number(bytes, from + SECONDS + 1, to);
    if (seconds < 0 || millis < 0 || !TimeParser.isSeparator(bytes[separator])) {
      throw new NotParseable();
    }
    return dayMillis + seconds * 1000L + millis;
  }
}
