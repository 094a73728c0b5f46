package io.dataflow.connector.core.file;

import io.dataflow.connector.ConnectorOptions;
import io.dataflow.connector.OptionDeclaration;
import io.dataflow.connector.OptionType;
import io.dataflow.error.Diagnostics;
import io.dataflow.error.ErrorCode;
import io.dataflow.runtime.format.CsvDialect;
import io.dataflow.runtime.format.FormatKind;
import io.dataflow.runtime.format.RecordFormat;
import io.dataflow.runtime.format.TextCodec;
import java.util.List;
import java.util.Optional;

/** The options that say how records are written; the same for reading and writing. */
final class FormatOptions {
  static final String FORMAT = "format";
  static final String ENCODING = "encoding";
  static final String DELIMITER = "delimiter";
  static final String HEADER = "has-header";
  static final String QUOTE = "quote";
  static final String ESCAPE = "escape";
  static final String NULL_TEXT = "null-text";

  private static final List<String> CSV_ONLY = List.of(DELIMITER, QUOTE, ESCAPE, NULL_TEXT);

  static final OptionDeclaration FORMAT_OPTION =
      OptionDeclaration.choice(
          FORMAT,
          null,
          FormatKind.texts(),
          "how records are written; without it the extension says it: .csv, .tsv; .json, .jsonl,"
              + " .ndjson (one object a line); .txt, .log (text), each also with .gz");
  static final OptionDeclaration ENCODING_OPTION =
      OptionDeclaration.choice(
          ENCODING, "UTF-8", TextCodec.ENCODINGS, "of csv and text; JSON is always UTF-8");
  static final OptionDeclaration DELIMITER_OPTION =
      OptionDeclaration.optional(
          DELIMITER,
          OptionType.STRING,
          null,
          "csv: what separates values, one character or \\t; a comma, a tab in .tsv files");
  static final OptionDeclaration HEADER_OPTION =
      OptionDeclaration.optional(
              HEADER, OptionType.BOOLEAN, "true", "csv: the first line of a file names the columns")
          .withAliases("header", "hasHeader");
  static final OptionDeclaration QUOTE_OPTION =
      OptionDeclaration.optional(
          QUOTE, OptionType.STRING, "\"", "csv: the character around values that hold delimiters");
  static final OptionDeclaration ESCAPE_OPTION =
      OptionDeclaration.optional(
          ESCAPE,
          OptionType.STRING,
          null,
          "csv: a character that, within quotes, takes the next one literally; without it only a"
              + " doubled quote stands for itself");
  static final OptionDeclaration NULL_TEXT_OPTION =
      OptionDeclaration.optional(
              NULL_TEXT,
              OptionType.STRING,
              null,
              "csv: an unquoted value that means NULL, beside the empty one")
          .withAliases("nullText");

  private FormatOptions() {}

  /** Written, or told by the extension. */
  static Optional<FormatKind> kind(ConnectorOptions options) {
    return options
        .find(FORMAT)
        .flatMap(FormatKind::of)
        .or(() -> FileNames.format(options.connectionString()));
  }

  /**
   * The format of options that were validated.
   *
   * @throws IllegalArgumentException with words for the definition's author
   */
  static RecordFormat of(ConnectorOptions options) {
    FormatKind kind =
        kind(options).orElseThrow(() -> new IllegalArgumentException("the format is not known"));
    String encoding = options.find(ENCODING).orElse("UTF-8");
    if (kind == FormatKind.JSON && !encoding.equals("UTF-8")) {
      throw new IllegalArgumentException("JSON is always UTF-8; leave out 'encoding'");
    }
    if (kind != FormatKind.CSV) {
      return new RecordFormat(kind, CsvDialect.RFC_4180, encoding);
    }
    char delimiter =
        options
            .find(DELIMITER)
            .map(text -> character(DELIMITER, text))
            .orElse(FileNames.isTabSeparated(options.connectionString()) ? '\t' : ',');
    char quote = options.find(QUOTE).map(text -> character(QUOTE, text)).orElse('"');
    char escape = options.find(ESCAPE).map(text -> character(ESCAPE, text)).orElse('\0');
    boolean header = options.find(HEADER).map(Boolean::parseBoolean).orElse(true);
    return new RecordFormat(
        kind,
        new CsvDialect(
            delimiter,
            quote,
            escape == quote ? '\0' : escape,
            header,
            options.find(NULL_TEXT).orElse("")),
        encoding);
  }

  private static char character(String option, String text) {
    String meant = text.equals("\\t") ? "\t" : text;
    if (meant.length() != 1 || !CsvDialect.isUsable(meant.charAt(0))) {
      throw new IllegalArgumentException(
          "'"
              + option
              + "' is one ASCII character (or \\t), no letter, digit, sign or line break, not '"
              + text
              + "'");
    }
    return meant.charAt(0);
  }

  static void validate(ConnectorOptions options, String pointer, Diagnostics diagnostics) {
    Optional<FormatKind> kind = kind(options);
    if (kind.isEmpty()) {
      diagnostics.error(
          ErrorCode.MISSING_OPTION,
          pointer + "/options",
          "the name '" + options.connectionString() + "' does not say what format the records have",
          "add \"format\": one of " + String.join(", ", FormatKind.texts()));
      return;
    }
    try {
      of(options);
    } catch (IllegalArgumentException e) {
      diagnostics.error(ErrorCode.INVALID_OPTION, pointer + "/options", e.getMessage());
    }
    for (String option : CSV_ONLY) {
      if (kind.get() != FormatKind.CSV
          && options.find(option).isPresent()
          && !(option.equals(QUOTE) && options.get(QUOTE).equals("\""))) {
        diagnostics.warning(
            ErrorCode.OPTION_WITHOUT_EFFECT,
            pointer + "/options/" + option,
            "'" + option + "' means nothing to the format " + kind.get().text(),
            "leave it out, or write \"format\": \"csv\"");
      }
    }
  }
}
