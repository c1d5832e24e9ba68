package dev.skerry.cli;

import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Signals of the operating system, each handled on a thread of its own.
 *
 * <p>The JDK's only way to handle a signal and stay alive is {@code sun.misc.Signal}. It is reached
 * by name, as the compiler's warning for it cannot be suppressed.
 */
final class Signals {
  private Signals() {}

  /**
   * Runs the action at each such signal instead of what the JVM does by itself.
   *
   * @param name without its SIG, as {@code TERM}
   */
  static void on(String name, Runnable action) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      Object signal = signalType.getConstructor(String.class).newInstance(name);
      var run = lookup.findVirtual(Runnable.class, "run", MethodType.methodType(void.class));
      var handle = MethodHandles.dropArguments(run.bindTo(action), 0, signalType);
      Object handler = MethodHandleProxies.asInterfaceInstance(handlerType, handle);
      signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, handler);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JDK lets no one handle signals", e);
    }
  }
}
