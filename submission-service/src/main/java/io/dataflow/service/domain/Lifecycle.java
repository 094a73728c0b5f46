package io.dataflow.service.domain;

import static io.dataflow.service.domain.Lifecycle.Effect.*;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The one table of what may be asked of a pipeline in which status. {@code docs/lifecycle.md} is
 * drawn from it.
 */
public final class Lifecycle {

  /** What an action does in a status. */
  public enum Effect {
    RUN_FROM_EMPTY("runs, from empty"),
    RUN_FROM_LATEST("runs, from the latest point"),
    RUN_FROM_POINT("runs, from exactly its savepoint"),
    RUN_FROM_BEGINNING("runs, from the beginning; `from: latest` is refused"),
    RUN_AFTER_STOP("runs again once it has stopped"),
    THROUGH_SAVEPOINT("stops with a savepoint and runs on, at the newest version"),
    STOP("stopping"),
    PAUSE("pausing"),
    KEEP_POINT("stopped, the restore point is kept"),
    DROP_POINT("configured, the restore point is dropped"),
    DELETE("deleted"),
    DELETE_BY_FORCE("409 without `force`, which stops it first"),
    NO_OP("nothing changes"),
    USE_START("409, use start"),
    USE_RESUME("409, use resume"),
    ILLEGAL("409");

    private final String text;

    Effect(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }

    boolean isLegal() {
      return this != USE_START && this != USE_RESUME && this != ILLEGAL;
    }
  }

  private static final Map<PipelineStatus, Map<LifecycleAction, Effect>> TABLE = table();

  private Lifecycle() {}

  /** The effect of one cell. */
  public static Effect effect(PipelineStatus status, LifecycleAction action) {
    return TABLE.get(status).get(action);
  }

  /** What a problem tells the caller to try instead. */
  public static Set<LifecycleAction> allowed(PipelineStatus status) {
    Set<LifecycleAction> allowed = EnumSet.noneOf(LifecycleAction.class);
    TABLE
        .get(status)
        .forEach(
            (action, effect) -> {
              if (effect.isLegal()) {
                allowed.add(action);
              }
            });
    return Collections.unmodifiableSet(allowed);
  }

  /** The table as Markdown. */
  public static String markdown() {
    StringBuilder text = new StringBuilder("| status |");
    for (LifecycleAction action : LifecycleAction.values()) {
      text.append(' ').append(action.text()).append(" |");
    }
    text.append("\n|").append("---|".repeat(LifecycleAction.values().length + 1)).append('\n');
    TABLE.forEach(
        (status, row) -> {
          if (status == PipelineStatus.DELETED) {
            return;
          }
          text.append("| ").append(status.text()).append(" |");
          row.values().forEach(effect -> text.append(' ').append(effect.text()).append(" |"));
          text.append('\n');
        });
    return text.toString();
  }

  private static Map<PipelineStatus, Map<LifecycleAction, Effect>> table() {
    Map<PipelineStatus, Map<LifecycleAction, Effect>> table = new EnumMap<>(PipelineStatus.class);
    // columns: start, stop, pause, resume, restart, reset, delete
    row(
        table,
        PipelineStatus.CONFIGURED,
        RUN_FROM_EMPTY,
        NO_OP,
        ILLEGAL,
        ILLEGAL,
        USE_START,
        NO_OP,
        DELETE);
    for (PipelineStatus alive :
        Set.of(
            PipelineStatus.STARTING,
            PipelineStatus.RUNNING,
            PipelineStatus.RECOVERING,
            PipelineStatus.WAITING)) {
      row(table, alive, NO_OP, STOP, PAUSE, NO_OP, THROUGH_SAVEPOINT, ILLEGAL, DELETE_BY_FORCE);
    }
    for (PipelineStatus ending : Set.of(PipelineStatus.PAUSING, PipelineStatus.STOPPING)) {
      row(
          table,
          ending,
          RUN_AFTER_STOP,
          STOP,
          PAUSE,
          RUN_AFTER_STOP,
          RUN_AFTER_STOP,
          ILLEGAL,
          DELETE_BY_FORCE);
    }
    row(
        table,
        PipelineStatus.PAUSED,
        RUN_FROM_POINT,
        KEEP_POINT,
        NO_OP,
        RUN_FROM_POINT,
        USE_RESUME,
        DROP_POINT,
        DELETE);
    row(
        table,
        PipelineStatus.STOPPED,
        RUN_FROM_LATEST,
        NO_OP,
        ILLEGAL,
        USE_START,
        USE_START,
        DROP_POINT,
        DELETE);
    row(
        table,
        PipelineStatus.COMPLETED,
        RUN_FROM_BEGINNING,
        NO_OP,
        ILLEGAL,
        ILLEGAL,
        USE_START,
        DROP_POINT,
        DELETE);
    row(
        table,
        PipelineStatus.FAILED,
        RUN_FROM_LATEST,
        KEEP_POINT,
        ILLEGAL,
        USE_START,
        USE_START,
        DROP_POINT,
        DELETE);
    row(
        table,
        PipelineStatus.DELETED,
        ILLEGAL,
        ILLEGAL,
        ILLEGAL,
        ILLEGAL,
        ILLEGAL,
        ILLEGAL,
        ILLEGAL);
    return table;
  }

  private static void row(
      Map<PipelineStatus, Map<LifecycleAction, Effect>> table,
      PipelineStatus status,
      Effect... effects) {
    Map<LifecycleAction, Effect> row = new EnumMap<>(LifecycleAction.class);
    for (int column = 0; column < effects.length; column++) {
      row.put(LifecycleAction.values()[column], effects[column]);
    }
    table.put(status, row);
  }
}
