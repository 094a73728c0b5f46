package io.dataflow.launcher.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;

/**
 * A definition as it was written: the text goes to the service unchanged, so that what is stored is
 * what the author wrote.
 *
 * @param name for messages
 * @param text the whole file, UTF-8
 * @param yaml whether it is YAML, by the file's name
 */
record DefinitionFile(String name, String text, boolean yaml) {

  private static final int MAX_ID = 63;

  /**
   * Reads the file.
   *
   * @throws CommandException if there is none
   */
  static DefinitionFile read(Path file) throws IOException, CommandException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw CommandException.badInput("cannot read " + file);
    }
    String name = file.getFileName().toString();
    String lower = name.toLowerCase(Locale.ROOT);
    return new DefinitionFile(
        file.toString(),
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8),
        lower.endsWith(".yaml") || lower.endsWith(".yml"));
  }

  String contentType() {
    return yaml ? "application/yaml" : "application/json";
  }

  /**
   * The document's {@code id}, else the slug of its name.
   *
   * @throws CommandException if the text cannot be parsed or gives no id
   */
  String id() throws CommandException {
    JsonNode document = parse();
    JsonNode id = document.path("id");
    if (id.isTextual()) {
      return id.asText();
    }
    String slug = slug(document.path("name").asText());
    if (slug.isEmpty()) {
      throw CommandException.badInput(
          name + ":1:1 error MISSING_VALUE: the definition has neither an 'id' nor a 'name'");
    }
    return slug;
  }

  private JsonNode parse() throws CommandException {
    ObjectMapper mapper = yaml ? new YAMLMapper() : Json.MAPPER;
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException e) {
      SourcePosition at =
          e.getLocation() == null
              ? new SourcePosition(1, 1)
              : new SourcePosition(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
      throw CommandException.badInput(
          new DiagnosticPrinter(this)
              .line(at, "error", "MALFORMED_DOCUMENT", e.getOriginalMessage(), 1));
    }
  }

  static String slug(String name) {
    String slug =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return slug.length() > MAX_ID ? slug.substring(0, MAX_ID).replaceAll("-$", "") : slug;
  }
}
