package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.error.ErrorCode;
import io.dataflow.pipeline.Window;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A window: {@code {"type": "hop", "size": "1m", "slide": "1s"}}. */
final class WindowCodec {
  /** A window is kept in so many slices at most; each takes memory for each group. */
  static final int MOST_SLICES = 10_000;

  private static final Duration LONGEST = Duration.ofDays(3660);
  private static final List<String> TYPES = List.of("tumble", "hop", "session", "cumulate");
  private static final List<String> TIMES = List.of("event", "processing");

  private final ObjectCursor window;
  private final List<String> types;
  private final boolean lateness;
  private boolean good = true;

  private WindowCodec(ObjectCursor window, List<String> types, boolean lateness) {
    this.window = window;
    this.types = types;
    this.lateness = lateness;
  }

  /**
   * A window of any type, which may stay open for late records. Empty where the window is not
   * written, or where a diagnostic says what is wrong with it.
   */
  static Optional<Window> read(ObjectCursor config) {
    return read(config, TYPES, true);
  }

  /** A window of one of these types, closed when its time is over; empty as above. */
  static Optional<Window> read(ObjectCursor config, List<String> types) {
    return read(config, types, false);
  }

  private static Optional<Window> read(ObjectCursor config, List<String> types, boolean lateness) {
    return config
        .object("window")
        .flatMap(cursor -> new WindowCodec(cursor, types, lateness).read());
  }

  private Optional<Window> read() {
    if (!window.has("type")) {
      ConfigReader.missing(
          window, "type", "write \"type\": \"tumble\"; known: " + String.join(", ", types));
    }
    Optional<String> type =
        EndpointReader.choice(
                window, "type", text -> Optional.of(text).filter(TYPES::contains), types)
            .filter(this::taken);
    Optional<Window.Time> time =
        choice("time", TIMES).map(text -> Window.Time.valueOf(text.toUpperCase(Locale.ROOT)));
    Optional<Window.Shape> shape = type.flatMap(this::shape);
    Duration allowed = lateness ? lateness(time) : Duration.ZERO;
    good &= !window.has("time") || time.isPresent();
    if (type.isEmpty()) {
      // Which of them belong here is not known.
      window.hasAny("size", "slide", "gap", "step", "offset");
    }
    window.close();
    return good ? shape.map(found -> new Window(found, time, allowed)) : Optional.empty();
  }

  /** Whether the step has windows of a type that is known. */
  private boolean taken(String type) {
    return check(
        types.contains(type),
        "type",
        "this step has no " + type + " windows",
        "choose one of "
            + String.join(", ", types)
            + ", or put an aggregate with such a window in front");
  }

  private Duration lateness(Optional<Window.Time> time) {
    Duration lateness = window.duration("allowedLateness").orElse(Duration.ZERO);
    check(
        lateness.compareTo(LONGEST) <= 0,
        "allowedLateness",
        "'allowedLateness' is longer than 10 years",
        "a record may wait for minutes or hours");
    check(
        lateness.isZero() || time.filter(Window.Time.PROCESSING::equals).isEmpty(),
        "allowedLateness",
        "by processing time no record is late",
        "leave 'allowedLateness' out, or write \"time\": \"event\"");
    return lateness;
  }

  private Optional<String> choice(String member, List<String> known) {
    return EndpointReader.choice(
        window, member, text -> Optional.of(text).filter(known::contains), known);
  }

  private Optional<Window.Shape> shape(String type) {
    if (type.equals("session")) {
      return length("gap").map(Window.Session::new);
    }
    Optional<Duration> size = length("size");
    Duration offset = window.duration("offset").orElse(Duration.ZERO);
    return switch (type) {
      case "hop" ->
          part(size, "slide", offset, "records between two windows would be in none")
              .map(slide -> new Window.Hop(size.get(), slide, offset));
      case "cumulate" ->
          part(size, "step", offset, "a window grows by its step until it has its size")
              .map(step -> new Window.Cumulate(size.get(), step, offset));
      default ->
          size.filter(found -> offsetFits(offset, found))
              .map(found -> new Window.Tumble(found, offset));
    };
  }

  private Optional<Duration> length(String member) {
    if (!window.has(member)) {
      ConfigReader.missing(window, member, "write for example \"" + member + "\": \"1m\"");
      return Optional.empty();
    }
    return window
        .duration(member)
        .filter(
            found ->
                check(
                    !found.isZero(),
                    member,
                    "a window cannot have a " + member + " of 0",
                    "write for example \"" + member + "\": \"1m\""))
        .filter(
            found ->
                check(
                    found.compareTo(LONGEST) <= 0,
                    member,
                    "'" + member + "' is longer than 10 years",
                    "leave the window out for results over all time"));
  }

  /** The slide or step: the size is a multiple of it. */
  private Optional<Duration> part(
      Optional<Duration> size, String member, Duration offset, String whyNotLonger) {
    Optional<Duration> part = length(member);
    if (size.isEmpty() || part.isEmpty()) {
      return Optional.empty();
    }
    long whole = size.get().toMillis();
    long piece = part.get().toMillis();
    String both =
        "the "
            + member
            + " "
            + Durations.format(part.get())
            + " and the size "
            + Durations.format(size.get());
    boolean fits =
        check(
                piece <= whole,
                member,
                both + " do not fit: " + whyNotLonger,
                "shorten the " + member)
            && check(
                whole % piece == 0,
                member,
                both + " do not fit: the size is no multiple of the " + member,
                "choose a " + member + " that divides the size")
            && check(
                whole / piece <= MOST_SLICES,
                member,
                both
                    + " make "
                    + whole / piece
                    + " slices; at most "
                    + MOST_SLICES
                    + " are kept for each group",
                "choose a longer " + member)
            && offsetFits(offset, part.get());
    return part.filter(found -> fits);
  }

  private boolean offsetFits(Duration offset, Duration most) {
    return check(
        offset.compareTo(most) < 0,
        "offset",
        "the offset has to be shorter than " + Durations.format(most),
        "leave out whole windows: they change nothing");
  }

  private boolean check(boolean holds, String member, String message, String hint) {
    if (!holds) {
      good = false;
      window.diagnostics().error(ErrorCode.INVALID_VALUE, window.pointer(member), message, hint);
    }
    return holds;
  }

  static void write(Window window, ObjectNode config) {
    ObjectNode node = config.putObject("window");
    if (window.shape() instanceof Window.Tumble tumble) {
      node.put("type", "tumble").put("size", Durations.format(tumble.size()));
      writeOffset(tumble.offset(), node);
    } else if (window.shape() instanceof Window.Hop hop) {
      node.put("type", "hop").put("size", Durations.format(hop.size()));
      node.put("slide", Durations.format(hop.slide()));
      writeOffset(hop.offset(), node);
    } else if (window.shape() instanceof Window.Cumulate cumulate) {
      node.put("type", "cumulate").put("size", Durations.format(cumulate.size()));
      node.put("step", Durations.format(cumulate.step()));
      writeOffset(cumulate.offset(), node);
    } else if (window.shape() instanceof Window.Session session) {
      node.put("type", "session").put("gap", Durations.format(session.gap()));
    }
    window.time().ifPresent(time -> node.put("time", time.name().toLowerCase(Locale.ROOT)));
    if (!window.allowedLateness().isZero()) {
      node.put("allowedLateness", Durations.format(window.allowedLateness()));
    }
  }

  private static void writeOffset(Duration offset, ObjectNode node) {
    if (!offset.isZero()) {
      node.put("offset", Durations.format(offset));
    }
  }
}
