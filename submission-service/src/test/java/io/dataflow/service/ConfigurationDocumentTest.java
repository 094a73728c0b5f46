package io.dataflow.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/configuration.md}; {@code -Ddataflow.docs.write=true} writes it anew. */
class ConfigurationDocumentTest {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("dataflow.root"), "docs", "configuration.md");

  @Test
  void theDocumentListsEverySetting() throws IOException {
    String expected = document();
    if (Boolean.getBoolean("dataflow.docs.write")) {
      Files.createDirectories(DOCUMENT.getParent());
      Files.writeString(DOCUMENT, expected);
    }
    assertThat(DOCUMENT).hasContent(expected);
  }

  private static String document() {
    StringBuilder text = new StringBuilder();
    text.append("# Configuration\n\n")
        .append(
            "<!-- Generated from the settings' declarations by ConfigurationDocumentTest. -->\n\n")
        .append("Settings are HOCON, in `conf/application.conf` below `DATAFLOW_HOME` or in the\n")
        .append("file that `-Dconfig.file` names. A variable of the environment stands above the\n")
        .append("file. An unknown key below `dataflow` stops the start. The block\n")
        .append("`datastax-java-driver` is handed to the Cassandra driver as it is.\n\n")
        .append("| Key | Environment | Default | Value | What it does |\n")
        .append("|---|---|---|---|---|\n");
    for (SettingDeclaration setting : SettingsCatalogue.ALL) {
      text.append(
          "| `%s` | `%s` | %s | %s | %s |\n"
              .formatted(
                  setting.key(),
                  setting.variable(),
                  setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "`",
                  setting.type().text().replace("<", "`<").replace(">", ">`"),
                  setting.description().replace("|", "\\|")));
    }
    text.append("\n## Keys of the Scala platform\n\n| Key | Now |\n|---|---|\n");
    new TreeMap<>(SettingsCatalogue.SUCCESSORS)
        .forEach((key, successor) -> text.append("| `%s` | %s |\n".formatted(key, successor)));
    text.append("| other `pekko.*`, `akka.*`, `kamon.*` | ")
        .append(SettingsCatalogue.GONE)
        .append(" |\n");
    return text.toString();
  }
}
