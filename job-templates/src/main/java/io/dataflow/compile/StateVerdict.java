package io.dataflow.compile;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What an edit does to the state that a pipeline has.
 *
 * @param steps the sources, sinks and steps that keep state: those of the new version in its order,
 *     then those that are gone
 */
public record StateVerdict(List<Step> steps) {
  /** All of it in a word. */
  public enum Outcome {
    COMPATIBLE,
    /** State of some steps is lost; a start goes on only where that is allowed. */
    DROPS,
    /** The state of a step cannot be read as what it has become. */
    INCOMPATIBLE;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What becomes of the state of one step. */
  public enum Change {
    KEPT,
    /** Starts empty. */
    NEW,
    /** The step is gone, or keeps something else now. */
    DROPPED,
    /** A source or sink at another place: positions and uncommitted output are lost. */
    REPLACED,
    INCOMPATIBLE;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What becomes of one value that a step keeps. */
  public enum ColumnChange {
    ADDED,
    REMOVED,
    /** The same name means something else: starts empty. */
    CHANGED,
    WIDENED,
    INCOMPATIBLE;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param kind {@code source}, {@code sink} or the kind of the step
   * @param because for people, one clause: {@code its key was 'a INT' and is 'b INT'}; empty where
   *     nothing changed
   * @param columns of a step that is still what it was: what it keeps, as far as that changed
   */
  public record Step(String id, String kind, Change change, String because, List<Column> columns) {
    public Step {
      columns = List.copyOf(columns);
    }

    public boolean isEndpoint() {
      return kind.equals("source") || kind.equals("sink");
    }

    public boolean isLost() {
      return change == Change.DROPPED || change == Change.REPLACED;
    }

    /** {@code deduplicate 'once' (its key was 'a INT' and is 'b INT')}. */
    public String text() {
      return kind + " '" + id + "' (" + because + ")";
    }
  }

  /**
   * @param because for people, one clause
   */
  public record Column(String name, ColumnChange change, String because) {}

  public StateVerdict {
    steps = List.copyOf(steps);
  }

  public Outcome outcome() {
    if (!incompatible().isEmpty()) {
      return Outcome.INCOMPATIBLE;
    }
    return steps.stream().anyMatch(Step::isLost) ? Outcome.DROPS : Outcome.COMPATIBLE;
  }

  /** Steps whose state is lost only where that is allowed. */
  public List<Step> dropped() {
    return steps.stream().filter(step -> step.isLost() && !step.isEndpoint()).toList();
  }

  /** Sources and sinks that are gone or replaced: nothing is lost after a clean stop. */
  public List<Step> replaced() {
    return steps.stream().filter(step -> step.isLost() && step.isEndpoint()).toList();
  }

  public List<Step> incompatible() {
    return steps.stream().filter(step -> step.change() == Change.INCOMPATIBLE).toList();
  }

  /** Several steps in a sentence. */
  public static String text(List<Step> steps) {
    return steps.stream().map(Step::text).collect(Collectors.joining(", "));
  }
}
