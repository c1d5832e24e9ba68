package dev.skerry.handler.jar;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.CallLog;
import dev.skerry.handler.host.HandlerLog;
import dev.skerry.handler.host.Program;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One object of a handler's class. */
final class JarInstance implements Program.Instance {
  private final JarProgram of;
  private final HandlerSpec spec;
  private final JarClassLoader loader;
  private final RunningThread thread;
  private final String className;
  private final HandlerLog log;
  private final InstantSource clock;
  private @Nullable JavaCalls calls;

  JarInstance(JarProgram of, HandlerLog log) {
    this.of = of;
    this.spec = of.spec();
    JarProgram.Loaded loaded = of.loaded();
    this.loader = loaded.loader();
    this.thread = new RunningThread(loaded.stopSwitch());
    this.className = of.handlerClass().name();
    this.clock = of.clock();
    this.log = log;
  }

  @Override
  public void start() throws HandlerProblem {
    thread.enter();
    try {
      calls = new JavaCalls(made(), spec, clock);
    } catch (HandlerStopped stop) {
      throw stop;
    } catch (InvocationTargetException | ExceptionInInitializerError e) {
      throw threw(Objects.requireNonNullElse(e.getCause(), e));
    } catch (ReflectiveOperationException | RuntimeException | Error e) {
      throw threw(e);
    } finally {
      thread.leave();
    }
  }

  private Object made() throws ReflectiveOperationException {
    Constructor<?> constructor = loader.loadClass(className).getDeclaredConstructor();
    constructor.setAccessible(true);
    return constructor.newInstance();
  }

  private HandlerProblem threw(Throwable thrown) {
    String place = CallLog.shortPlace(spec, Thrown.place(thrown, loader));
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
    CallLog lines = new CallLog(spec);
    thread.enter();
    try {
      return started.call(event, lines);
    } finally {
      thread.leave();
      lines.writeTo(log, event);
    }
  }

  /** Whether another instance with the same classes was stopped. */
  @Override
  public boolean isSpent() {
    return of.isSpoiled(loader);
  }

  @Override
  public void stop() {
    of.spoil(loader);
    thread.stop();
  }

  @Override
  public void close() {
    calls = null;
  }
}
