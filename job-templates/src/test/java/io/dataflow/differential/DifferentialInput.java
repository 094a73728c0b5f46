package io.dataflow.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the comparisons with Flink SQL are made over: {@code differential/*}, and rows by the seed
 * {@code -Ddifferential.seed}.
 */
public final class DifferentialInput {
  private static final long USUAL_SEED = 20_241_031;

  /** Printed with each difference. */
  public static final long SEED = Long.getLong("differential.seed", USUAL_SEED);

  private static final TextPools TEXTS = texts();

  private DifferentialInput() {}

  /** Whether these are the rows in which all listed differences are known to occur. */
  public static boolean isUsualSeed() {
    return SEED == USUAL_SEED;
  }

  public static RandomRows randomRows() {
    return new RandomRows(SEED, TEXTS);
  }

  public static JsonNode yaml(String name) {
    try {
      return new ObjectMapper(new YAMLFactory()).readTree(text(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String text(String name) {
    try (InputStream text = DifferentialInput.class.getResourceAsStream("/differential/" + name)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TextPools texts() {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> pool : yaml("rows.yaml").get("texts").properties()) {
      List<String> all = new ArrayList<>();
      pool.getValue().forEach(text -> all.add(text.asText()));
      texts.put(pool.getKey(), all);
    }
    return new TextPools(texts);
  }
}
