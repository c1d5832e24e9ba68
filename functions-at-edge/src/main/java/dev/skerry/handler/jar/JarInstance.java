package dev.skerry.handler.jar;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.HandlerLog;
import dev.skerry.handler.host.Program;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One object of a handler's class, and the thread that runs in it, if any. */
final class JarInstance implements Program.Instance {
  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  private final HandlerSpec spec;
  private final JarClassLoader loader;
  private final StopSwitch stopSwitch;
  private final String className;
  private final HandlerLog log;
  private final InstantSource clock;
  private @Nullable JavaCalls calls;

  // guarded by this
  private @Nullable Thread running;
  private boolean stopped;

  JarInstance(JarProgram of, HandlerLog log) {
    this.spec = of.spec();
    this.loader = of.loader();
    this.stopSwitch = of.stopSwitch();
    this.className = of.handlerClass().name();
    this.clock = of.clock();
    this.log = log;
  }

  @Override
  public void start() throws HandlerProblem {
    begin();
    try {
      calls = new JavaCalls(made(), spec, log, clock);
    } catch (HandlerStopped stop) {
      throw stop;
    } catch (InvocationTargetException | ExceptionInInitializerError e) {
      throw threw(Objects.requireNonNullElse(e.getCause(), e));
    } catch (ReflectiveOperationException | RuntimeException | Error e) {
      throw threw(e);
    } finally {
      end();
    }
  }

  private Object made() throws ReflectiveOperationException {
    Constructor<?> constructor = loader.loadClass(className).getDeclaredConstructor();
    constructor.setAccessible(true);
    return constructor.newInstance();
  }

  private HandlerProblem threw(Throwable thrown) {
    String place = Thrown.place(thrown, loader);
    return JarContent.problem(
        "the class "
            + className
            + " cannot be made: "
            + Thrown.words(thrown)
            + (place.isEmpty() ? "" : " (" + place + ")"));
  }

  @Override
  public Verdict call(HandlerEvent event) {
    JavaCalls started = Objects.requireNonNull(calls, "start() comes before the first call");
    begin();
    try {
      return started.call(event);
    } finally {
      end();
    }
  }

  private synchronized void begin() {
    running = Thread.currentThread();
  }

  /** Nothing of the call, nor of its stopping, is left on the thread. */
  private synchronized void end() {
    boolean _ = Thread.interrupted();
    if (stopped) {
      stopSwitch.release(Thread.currentThread());
      notifyAll();
    }
    running = null;
  }

  /** Interrupts again and again, as code may take an interrupt for something else and wait anew. */
  @Override
  public synchronized void stop() {
    stopped = true;
    Thread thread = running;
    if (thread != null) {
      stopSwitch.stop(thread);
    }
    long pause = 1;
    while (running != null) {
      running.interrupt();
      try {
        wait(pause);
      } catch (InterruptedException _) {
        return;
      }
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }
  }

  @Override
  public void close() {
    calls = null;
  }
}
