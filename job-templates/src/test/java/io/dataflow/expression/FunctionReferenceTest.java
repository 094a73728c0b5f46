package io.dataflow.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/functions.md}; {@code -Ddataflow.docs.write=true} writes it anew. */
class FunctionReferenceTest {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("dataflow.root"), "docs", "functions.md");

  @Test
  void thePageListsEveryFunction() throws IOException {
    String expected = FunctionReference.markdown(FunctionRegistry.standard());
    if (Boolean.getBoolean("dataflow.docs.write")) {
      Files.writeString(DOCUMENT, expected);
    }
    assertThat(DOCUMENT).hasContent(expected);
    assertThat(expected).contains("### SPLIT_INDEX", "### CASE", "### AT TIME ZONE");
  }
}
