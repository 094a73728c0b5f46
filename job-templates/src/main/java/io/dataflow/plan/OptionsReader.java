package io.dataflow.plan;

import io.dataflow.connector.ConnectorOptions;
import io.dataflow.connector.ConnectorSide;
import io.dataflow.connector.OptionDeclaration;
import io.dataflow.error.Diagnostic;
import io.dataflow.error.Diagnostics;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.NearestName;
import io.dataflow.error.Pointers;
import io.dataflow.pipeline.Gaps;
import io.dataflow.pipeline.codec.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks options as written against what a connector declares and fills in the defaults. */
final class OptionsReader {
  private static final Pattern SECRET = Pattern.compile("\\$\\{secret:[^}]+}");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})(b|kb|mb|gb)?");

  private final String pointer;
  private final Gaps gaps;
  private final ConnectorSide side;
  private final List<OptionDeclaration> declarations;
  private final Parameters parameters;
  private final PlannerContext context;
  private final Diagnostics diagnostics;
  private final Map<String, String> values = new TreeMap<>();

  OptionsReader(
      String pointer,
      Gaps gaps,
      ConnectorSide side,
      Parameters parameters,
      PlannerContext context,
      Diagnostics diagnostics) {
    this.pointer = pointer;
    this.gaps = gaps;
    this.side = side;
    this.declarations = side.options();
    this.parameters = parameters;
    this.context = context;
    this.diagnostics = diagnostics;
  }

  /** Says that a connection string is written where it means nothing. */
  private void noteConnectionString(String connectionString) {
    if (side.connectionStringMeaning().isEmpty() && !connectionString.isBlank()) {
      diagnostics.add(
          Diagnostic.info(
              ErrorCode.OPTION_WITHOUT_EFFECT,
              Pointers.child(pointer, "connectionString"),
              "the connection string '" + connectionString + "' has no effect here"));
    }
  }

  /** The options, or nothing where a diagnostic says what is wrong. */
  Optional<ConnectorOptions> read(
      String connectionString,
      Optional<Integer> batchSize,
      Optional<Duration> pollInterval,
      Map<String, String> written) {
    noteConnectionString(connectionString);
    return declared(connectionString, batchSize, pollInterval, written).filter(this::isAccepted);
  }

  /** What the connector itself says of them. */
  private boolean isAccepted(ConnectorOptions options) {
    Diagnostics found = new Diagnostics();
    side.validate(options, pointer, context.policy(), found);
    diagnostics.addAll(found.all());
    return !found.hasErrors();
  }

  private Optional<ConnectorOptions> declared(
      String connectionString,
      Optional<Integer> batchSize,
      Optional<Duration> pollInterval,
      Map<String, String> written) {
    int before = errors();
    String connection =
        parameters
            .resolve(connectionString, Pointers.child(pointer, "connectionString"))
            .orElse("");
    // Sorted, so that findings come in the same order each time.
    new TreeMap<>(written).forEach(this::readOption);
    for (OptionDeclaration declaration : declarations) {
      if (values.containsKey(declaration.name()) || mentioned(declaration, written)) {
        continue;
      }
      declaration.defaultValue().ifPresent(value -> read(declaration, declaration.name(), value));
      if (declaration.required()) {
        diagnostics.error(
            ErrorCode.MISSING_OPTION,
            Pointers.child(pointer, "options"),
            "option '" + declaration.name() + "' is missing",
            declaration.name() + ": " + declaration.description());
      }
    }
    return errors() > before || lost()
        ? Optional.empty()
        : Optional.of(
            new ConnectorOptions(
                connection, batchSize.orElse(0), pollInterval.orElse(Duration.ZERO), values));
  }

  private int errors() {
    return (int) diagnostics.all().stream().filter(found -> found.isError()).count();
  }

  /** Whether a value that may matter could not be read. */
  private boolean lost() {
    return gaps.touches(Pointers.child(pointer, "options"))
        || gaps.covers(Pointers.child(pointer, "connectionString"));
  }

  private boolean mentioned(OptionDeclaration declaration, Map<String, String> written) {
    return Stream.concat(Stream.of(declaration.name()), declaration.aliases().stream())
        .anyMatch(name -> written.containsKey(name) || gaps.covers(option(name)));
  }

  private void readOption(String name, String text) {
    Optional<OptionDeclaration> declaration =
        declarations.stream()
            .filter(each -> each.name().equals(name) || each.aliases().contains(name))
            .findFirst();
    if (declaration.isEmpty()) {
      diagnostics.error(
          ErrorCode.UNKNOWN_OPTION,
          option(name),
          "unknown option '" + name + "'",
          declarations.isEmpty()
              ? "this connector takes no options"
              : NearestName.hint(
                  name, declarations.stream().map(OptionDeclaration::name).toList()));
    } else if (values.containsKey(declaration.get().name())) {
      diagnostics.error(
          ErrorCode.CONFLICTING_VALUES,
          option(name),
          "option '" + declaration.get().name() + "' is written twice, under two spellings",
          "keep '" + declaration.get().name() + "'");
    } else {
      parameters
          .resolve(text, option(name))
          .ifPresentOrElse(
              resolved -> read(declaration.get(), name, resolved),
              () -> values.put(declaration.get().name(), text));
    }
  }

  private void read(OptionDeclaration declaration, String name, String text) {
    boolean reference = SECRET.matcher(text).find();
    if (declaration.secret() && !reference && !context.allowLiteralSecrets()) {
      diagnostics.error(
          ErrorCode.LITERAL_SECRET,
          option(name),
          "option '" + name + "' is a secret and must be a reference",
          "write ${secret:NAME}");
    } else if (reference && !declaration.secret()) {
      diagnostics.error(
          ErrorCode.INVALID_OPTION, option(name), "option '" + name + "' does not take a secret");
    } else {
      Optional<String> canonical = canonical(declaration, text);
      if (canonical.isEmpty()) {
        diagnostics.error(
            ErrorCode.INVALID_OPTION,
            option(name),
            "option '" + name + "' cannot be '" + text + "'",
            expected(declaration, text));
      }
      values.put(declaration.name(), canonical.orElse(text));
    }
  }

  private String option(String name) {
    return Pointers.child(Pointers.child(pointer, "options"), name);
  }

  private static Optional<String> canonical(OptionDeclaration declaration, String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    return switch (declaration.type()) {
      case STRING -> Optional.of(text);
      case BOOLEAN ->
          plain.equals("true") || plain.equals("false") ? Optional.of(plain) : Optional.empty();
      case INTEGER -> integer(plain);
      case DURATION -> Durations.parse(plain).map(duration -> "" + duration.toMillis());
      case SIZE -> size(plain);
      case CHOICE ->
          declaration.choices().stream()
              .filter(choice -> choice.equalsIgnoreCase(text.strip()))
              .findFirst();
    };
  }

  private static Optional<String> integer(String text) {
    try {
      return Optional.of(Integer.toString(Integer.parseInt(text)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> size(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String unit = matcher.group(2) == null ? "b" : matcher.group(2);
    int shift = 10 * List.of("b", "kb", "mb", "gb").indexOf(unit);
    return Optional.of(Long.toString(Long.parseLong(matcher.group(1)) << shift));
  }

  private static String expected(OptionDeclaration declaration, String text) {
    return switch (declaration.type()) {
      case STRING -> "write a text";
      case BOOLEAN -> "write true or false";
      case INTEGER -> "write a whole number";
      case DURATION -> "write a duration such as 500ms, 5s or 1m";
      case SIZE -> "write a size such as 64kb or 10mb";
      case CHOICE -> NearestName.hint(text, declaration.choices());
    };
  }
}
