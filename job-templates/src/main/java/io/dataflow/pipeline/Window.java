package io.dataflow.pipeline;

import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;

/**
 * How a step cuts time.
 *
 * @param time which time; empty: event time where the inputs have it
 * @param allowedLateness how long a window that was emitted still takes records, event time only;
 *     zero where a step has no such thing
 */
public record Window(Shape shape, Optional<Time> time, Duration allowedLateness) {
  /** Which time decides to which windows a record belongs. */
  public enum Time {
    /** The record's own. */
    EVENT,
    /** That of the machine that puts it into a window. */
    PROCESSING
  }

  /** The same windows, by that time. */
  public Window by(Time decided) {
    return new Window(shape, Optional.of(decided), allowedLateness);
  }

  public boolean byEventTime() {
    return time.equals(Optional.of(Time.EVENT));
  }

  /** Canonical and unique but for lateness: {@code tumble PT1M by event time}. */
  public String text() {
    return shape.text() + (byEventTime() ? " by event time" : " by processing time");
  }

  /** Windows lie at multiples of their length since 1970-01-01 00:00 UTC, shifted by an offset. */
  public sealed interface Shape extends Serializable {
    /** Canonical and unique: part of an operator's identity. */
    String text();
  }

  /** One window behind the other. */
  public record Tumble(Duration size, Duration offset) implements Shape {
    @Override
    public String text() {
      return "tumble " + size + offsetText(offset);
    }
  }

  /**
   * A window every {@code slide}, each {@code size} long.
   *
   * @param size a multiple of {@code slide}
   */
  public record Hop(Duration size, Duration slide, Duration offset) implements Shape {
    @Override
    public String text() {
      return "hop " + size + "/" + slide + offsetText(offset);
    }
  }

  /**
   * Windows that begin together and grow by {@code step} until they are {@code size} long.
   *
   * @param size a multiple of {@code step}
   */
  public record Cumulate(Duration size, Duration step, Duration offset) implements Shape {
    @Override
    public String text() {
      return "cumulate " + size + "/" + step + offsetText(offset);
    }
  }

  /** Records of a group of which none is further from the next than {@code gap}. */
  public record Session(Duration gap) implements Shape {
    @Override
    public String text() {
      return "session " + gap;
    }
  }

  private static String offsetText(Duration offset) {
    return offset.isZero() ? "" : "+" + offset;
  }
}
