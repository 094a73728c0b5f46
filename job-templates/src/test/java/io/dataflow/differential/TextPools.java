package io.dataflow.differential;

import java.util.List;
import java.util.Map;
import java.util.Random;

/** Texts by what they are texts of; a field that is not named here draws from all characters. */
public record TextPools(Map<String, List<String>> byName) {
  private static final int MOST_PARTS = 5;

  public TextPools {
    byName = Map.copyOf(byName);
  }

  /** One of the texts of this name; without such, several of {@code parts} one behind another. */
  String draw(String name, Random random) {
    List<String> pool = byName.get(name);
    if (pool != null) {
      return one(pool, random);
    } else if (random.nextInt(3) == 0) {
      return one(byName.get("few"), random);
    }
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(MOST_PARTS); i > 0; i--) {
      text.append(one(byName.get("parts"), random));
    }
    return text.toString();
  }

  private static String one(List<String> pool, Random random) {
    return pool.get(random.nextInt(pool.size()));
  }
}
