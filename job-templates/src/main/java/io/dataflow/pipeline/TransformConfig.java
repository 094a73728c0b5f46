package io.dataflow.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a step does; one record per transform type. Expressions are text here: the planner types
 * them.
 */
public sealed interface TransformConfig
    permits TransformConfig.Filter,
        TransformConfig.FieldFilter,
        TransformConfig.MapFields,
        TransformConfig.SelectFields,
        TransformConfig.Union,
        TransformConfig.Route,
        TransformConfig.Deduplicate,
        TransformConfig.Unreadable,
        FlatMap,
        Enrich,
        AggregateConfig,
        JoinConfig,
        TopNConfig {
  /** The most inputs of a {@link Union}. */
  int MOST_UNITED = 64;

  /** The {@code transformType} of the definition. */
  String type();

  /** How many inputs it reads, at least; more than one have to be named. */
  default int leastInputs() {
    return 1;
  }

  /** How many inputs it reads, at most. */
  default int mostInputs() {
    return 1;
  }

  /**
   * The names of its outputs, each read as {@code <step>.<name>}; empty: a single output that is
   * read by the step's id.
   */
  default List<String> outputs() {
    return List.of();
  }

  /**
   * Its expressions by their places in the config ({@code routes}, {@code big}), as far as they are
   * checked also where it is not known what the step reads.
   */
  default Map<List<String>, String> expressions() {
    return Map.of();
  }

  /** Whether it keeps anything about the records that it has seen: state, which follows its id. */
  default boolean keepsState() {
    return false;
  }

  /** Keeps the records for which the expression is TRUE. */
  record Filter(String expression) implements TransformConfig {
    @Override
    public String type() {
      return "filter";
    }

    @Override
    public Map<List<String>, String> expressions() {
      return Map.of(List.of("expression"), expression);
    }
  }

  /**
   * Keeps the records whose field compares as said; the value is read as the field's type. The
   * seed's {@code field} + {@code value} form.
   *
   * @param operator one of {@code = <> < <= > >=}
   */
  record FieldFilter(String field, String operator, String value) implements TransformConfig {
    @Override
    public String type() {
      return "filter";
    }
  }

  /**
   * Changes fields: first {@code rename}, then {@code drop}, then {@code set}, whose expressions
   * all see the step's input.
   *
   * @param set output field to expression, in the order written; a new field goes to the end
   * @param rename input field to output field; on dotted paths the nested value becomes a field of
   *     its own
   * @param preserveUnmapped false: only renamed and set fields remain
   */
  record MapFields(
      Map<String, String> set,
      Map<String, String> rename,
      List<String> drop,
      boolean preserveUnmapped)
      implements TransformConfig {
    public MapFields {
      set = inOrder(set);
      rename = inOrder(rename);
      drop = List.copyOf(drop);
    }

    @Override
    public String type() {
      return "map";
    }

    @Override
    public Map<List<String>, String> expressions() {
      return under("set", set);
    }
  }

  /**
   * Hands on exactly these fields.
   *
   * @param fields output field to expression, in order
   */
  record SelectFields(Map<String, String> fields) implements TransformConfig {
    public SelectFields {
      fields = inOrder(fields);
    }

    @Override
    public String type() {
      return "select";
    }

    @Override
    public Map<List<String>, String> expressions() {
      return under("fields", fields);
    }
  }

  /** Hands on the records of all its inputs, in no particular order. */
  record Union() implements TransformConfig {
    @Override
    public String type() {
      return "union";
    }

    @Override
    public int leastInputs() {
      return 2;
    }

    @Override
    public int mostInputs() {
      return MOST_UNITED;
    }
  }

  /**
   * Sends each record to the first output whose expression is TRUE.
   *
   * @param routes output name to expression, in order
   * @param otherwise the output of records for which none is TRUE; empty: they are dropped
   */
  record Route(Map<String, String> routes, Optional<String> otherwise) implements TransformConfig {
    public Route {
      routes = inOrder(routes);
    }

    @Override
    public String type() {
      return "route";
    }

    @Override
    public List<String> outputs() {
      List<String> names = new ArrayList<>(routes.keySet());
      otherwise.ifPresent(names::add);
      return names;
    }

    @Override
    public Map<List<String>, String> expressions() {
      return under("routes", routes);
    }
  }

  /**
   * Hands on one record of each key.
   *
   * @param keys names of fields, also nested ones with dots
   * @param keepLast false: the first record; true: every later one takes its place
   * @param orderBy fields whose greatest values make a record the last one, the most important
   *     first; empty: the last is the last to arrive
   * @param ttl how long a key is remembered after its last record; empty: for ever
   * @param changelog whether each change is a record of its own, with {@code op} in front
   */
  record Deduplicate(
      List<String> keys,
      boolean keepLast,
      List<String> orderBy,
      Optional<Duration> ttl,
      boolean changelog)
      implements TransformConfig {
    public Deduplicate {
      keys = List.copyOf(keys);
      orderBy = List.copyOf(orderBy);
    }

    @Override
    public String type() {
      return "deduplicate";
    }

    @Override
    public boolean keepsState() {
      return true;
    }
  }

  /**
   * Stands in the place of what could not be read, so that the step keeps its name and its place. A
   * definition in which nothing is wrong has none.
   *
   * @param type as written, or what was probably meant; empty if there is no telling
   */
  record Unreadable(String type) implements TransformConfig {
    @Override
    public int mostInputs() {
      return Integer.MAX_VALUE;
    }
  }

  /** Expressions that stand in one member, by their names. */
  static Map<List<String>, String> under(String member, Map<String, String> expressions) {
    Map<List<String>, String> placed = new LinkedHashMap<>();
    expressions.forEach((name, text) -> placed.put(List.of(member, name), text));
    return placed;
  }

  private static Map<String, String> inOrder(Map<String, String> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
