package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.error.ErrorCode;
import io.dataflow.pipeline.TumblingWindow;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code window {type: tumble, size, time}} of steps that know no other windows. */
final class TumblingWindowCodec {
  private static final String EXAMPLE =
      "write \"window\": {\"type\": \"tumble\", \"size\": \"10s\"}";
  private static final List<String> TIMES =
      Arrays.stream(TumblingWindow.Time.values()).map(TumblingWindowCodec::text).toList();

  private TumblingWindowCodec() {}

  /** Empty where a diagnostic says why; only if the member is written. */
  static Optional<TumblingWindow> read(ObjectCursor config) {
    return config.object("window").flatMap(TumblingWindowCodec::readMembers);
  }

  private static Optional<TumblingWindow> readMembers(ObjectCursor window) {
    Optional<String> type =
        EndpointReader.choice(
            window, "type", text -> Optional.of(text).filter("tumble"::equals), List.of("tumble"));
    if (!window.has("type")) {
      ConfigReader.missing(window, "type", EXAMPLE);
    }
    Optional<Duration> size = window.duration("size");
    if (!window.has("size")) {
      ConfigReader.missing(window, "size", EXAMPLE);
    } else if (size.filter(Duration::isZero).isPresent()) {
      window
          .diagnostics()
          .error(
              ErrorCode.INVALID_VALUE,
              window.pointer("size"),
              "a window of size 0 holds nothing",
              EXAMPLE);
      size = Optional.empty();
    }
    Optional<TumblingWindow.Time> time =
        EndpointReader.choice(window, "time", TumblingWindowCodec::time, TIMES);
    boolean timeWrong = window.has("time") && time.isEmpty();
    window.close();
    return timeWrong || type.isEmpty()
        ? Optional.empty()
        : size.map(found -> new TumblingWindow(found, time));
  }

  private static Optional<TumblingWindow.Time> time(String text) {
    return Arrays.stream(TumblingWindow.Time.values())
        .filter(time -> text(time).equals(text))
        .findFirst();
  }

  private static String text(TumblingWindow.Time time) {
    return time.name().toLowerCase(Locale.ROOT);
  }

  static void write(TumblingWindow window, ObjectNode node) {
    ObjectNode written = node.putObject("window");
    written.put("type", "tumble");
    written.put("size", Durations.format(window.size()));
    window.time().ifPresent(time -> written.put("time", text(time)));
  }
}
