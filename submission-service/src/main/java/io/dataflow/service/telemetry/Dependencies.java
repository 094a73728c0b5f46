package io.dataflow.service.telemetry;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last known state of everything that the service needs; whoever looks reports it here. */
public final class Dependencies {
  private final Clock clock;
  private final Map<String, Dependency> byName = new LinkedHashMap<>();

  public Dependencies(Clock clock) {
    this.clock = clock;
  }

  public synchronized void declare(String name, boolean required) {
    Instant now = clock.instant();
    byName.put(
        name,
        new Dependency(name, required, Dependency.State.UNKNOWN, "not looked at yet", now, now));
  }

  public void up(String name, String detail) {
    report(name, Dependency.State.UP, detail);
  }

  public void down(String name, String detail) {
    report(name, Dependency.State.DOWN, detail);
  }

  private synchronized void report(String name, Dependency.State state, String detail) {
    Dependency before = byName.get(name);
    if (before == null) {
      throw new IllegalArgumentException("nobody declared the dependency '" + name + "'");
    }
    Instant now = clock.instant();
    Instant since = before.state() == state ? before.since() : now;
    byName.put(name, new Dependency(name, before.required(), state, detail, since, now));
  }

  /** In the order declared. */
  public synchronized List<Dependency> all() {
    return List.copyOf(byName.values());
  }

  /** Whether everything required is up. */
  public boolean ready() {
    return all().stream().allMatch(dependency -> dependency.up() || !dependency.required());
  }
}
