package io.dataflow.benchmark.nexmark.event;

import java.util.SplittableRandom;

/**
 * Where bids come from: four channels that half of them use, and 10 000 others, with their URLs.
 */
final class Channels {
  private static final String[] HOT = {"Google", "Facebook", "Baidu", "Apple"};
  private static final int OTHERS = 10_000;

  private final String[] names = new String[HOT.length + OTHERS];
  private final String[] urls = new String[HOT.length + OTHERS];

  Channels(SplittableRandom random) {
    for (int i = 0; i < names.length; i++) {
      boolean hot = i < HOT.length;
      names[i] = hot ? HOT[i] : "channel-" + (i - HOT.length);
      String url =
          "https://www.nexmark.com/"
              + folder(random)
              + '/'
              + folder(random)
              + '/'
              + folder(random)
              + "/item.htm?query=1";
      boolean identified = !hot && random.nextInt(10) > 0;
      urls[i] = identified ? url + "&channel_id=" + random.nextInt(Integer.MAX_VALUE) : url;
    }
  }

  private static String folder(SplittableRandom random) {
    return RandomText.letters(random, 3 + random.nextInt(3));
  }

  int next(SplittableRandom random) {
    return random.nextBoolean() ? random.nextInt(HOT.length) : HOT.length + random.nextInt(OTHERS);
  }

  String name(int channel) {
    return names[channel];
  }

  String url(int channel) {
    return urls[channel];
  }
}
