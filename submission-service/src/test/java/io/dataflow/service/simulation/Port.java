package io.dataflow.service.simulation;

import io.dataflow.service.journal.JournalUnavailableException;
import io.dataflow.service.journal.TestingFaults.Fault;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * A replica's way to one port. Between replica and port a call may meet its process's end, be held
 * up, or get lost; the port itself never fails.
 */
final class Port implements InvocationHandler {
  private final Replica replica;
  private final Object target;
  private final Simulation simulation;
  private final Class<?> type;

  private Port(Simulation simulation, Replica replica, Class<?> type, Object target) {
    this.simulation = simulation;
    this.replica = replica;
    this.type = type;
    this.target = target;
  }

  static <T> T of(Simulation simulation, Replica replica, Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            new Port(simulation, replica, type, target)));
  }

  /** An effect that can be observed. */
  interface Effect {
    Object apply() throws Throwable;
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
    String name = method.getName();
    replica.beforeCall(name);
    Effect effect = simulation.wiring().effect(replica, method, args, () -> call(method, args));
    Object answer =
        simulation.faults().isCluster(type)
            ? effect.apply()
            : throughStoreFaults(name, effect, simulation.faults().ofStore(replica, name));
    replica.afterCall(name);
    return answer;
  }

  private Object throughStoreFaults(String name, Effect effect, Fault fault) throws Throwable {
    if (fault == Fault.NONE) {
      return effect.apply();
    }
    String text = type.getSimpleName() + "." + name;
    simulation.trace().add(() -> replica.name() + " " + text + ": " + fault);
    if (fault == Fault.UNREACHABLE || Faults.isRead(name)) {
      throw JournalUnavailableException.notReached(text + " failed on purpose", null);
    }
    if (fault == Fault.ANSWER_LOST) {
      Object unused = effect.apply();
    } else if (fault == Fault.LATE) {
      simulation.later(text + " arrives late", effect);
    }
    throw JournalUnavailableException.outcomeUnknown(text + " lost on purpose", null);
  }

  private Object call(Method method, Object[] args) throws Throwable {
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
