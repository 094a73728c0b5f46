package io.dataflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionFileTest {

  @ParameterizedTest
  @CsvSource({
    "Orders above 100, orders-above-100",
    "Übergröße & Maß, ubergro-e-ma",
    "'  --a--  ', a",
    "'***', ''",
    "0123456789012345678901234567890123456789012345678901234567890 2345,"
        + " 0123456789012345678901234567890123456789012345678901234567890-2"
  })
  void slugsAreValidIds(String name, String slug) {
    assertThat(DefinitionFile.slug(name)).isEqualTo(slug).hasSizeLessThanOrEqualTo(63);
  }

  @Test
  void theDocumentsIdWins() throws Exception {
    assertThat(json("{\"id\": \"a\", \"name\": \"B\"}").id()).isEqualTo("a");
    assertThat(new DefinitionFile("f.yaml", "name: B c\n", true).id()).isEqualTo("b-c");
  }

  @Test
  void aTextThatDoesNotParseIsShownWithItsPlace() {
    assertThatThrownBy(() -> json("{\n  \"name\": oops\n}").id())
        .isInstanceOf(CommandException.class)
        .hasMessageStartingWith("f.json:2:15 error MALFORMED_DOCUMENT: ")
        .hasMessageContaining("\"name\": oops");
  }

  @Test
  void aDefinitionWithoutNameSaysSo() {
    assertThatThrownBy(() -> json("{}").id()).hasMessageContaining("neither an 'id' nor a 'name'");
  }

  private static DefinitionFile json(String text) {
    return new DefinitionFile("f.json", text, false);
  }
}
