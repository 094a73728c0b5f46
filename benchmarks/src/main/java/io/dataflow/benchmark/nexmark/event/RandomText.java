package io.dataflow.benchmark.nexmark.event;

import java.util.Locale;
import java.util.SplittableRandom;

/** Texts and numbers of an event; all from the random numbers that are given. */
final class RandomText {
  private static final int LEAST_LENGTH = 3;

  private RandomText() {}

  /** Letters and blanks, 3 to {@code most} characters, without blanks at the ends. */
  static String words(SplittableRandom random, int most) {
    char[] text = new char[LEAST_LENGTH + random.nextInt(most - LEAST_LENGTH)];
    for (int i = 0; i < text.length; i++) {
      boolean end = i == 0 || i == text.length - 1;
      text[i] = !end && random.nextInt(13) == 0 ? ' ' : letter(random);
    }
    return new String(text);
  }

  /** Exactly so many letters. */
  static String letters(SplittableRandom random, int length) {
    char[] text = new char[length];
    for (int i = 0; i < length; i++) {
      text[i] = letter(random);
    }
    return new String(text);
  }

  private static char letter(SplittableRandom random) {
    return (char) ('a' + random.nextInt(26));
  }

  /**
   * What brings an event of {@code size} bytes to about {@code average} bytes, give or take 20 %.
   */
  static String padding(SplittableRandom random, int size, int average) {
    int missing = average - size;
    if (missing <= 0) {
      return "";
    }
    int spread = (int) Math.round(missing * 0.2);
    int length = missing - spread + (spread == 0 ? 0 : random.nextInt(2 * spread));
    return letters(random, length);
  }

  /** From 100 to 100 000 000, evenly over the orders of magnitude. */
  static long price(SplittableRandom random) {
    return Math.round(Math.pow(10.0, random.nextDouble() * 6.0) * 100.0);
  }

  static String creditCard(SplittableRandom random) {
    return String.format(
        Locale.ROOT,
        "%04d %04d %04d %04d",
        random.nextInt(10_000),
        random.nextInt(10_000),
        random.nextInt(10_000),
        random.nextInt(10_000));
  }
}
