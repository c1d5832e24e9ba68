package dev.skerry.handler.jar;

import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.CallLog;
import dev.skerry.handler.host.HandlerLog;
import dev.skerry.handler.host.Program;
import java.time.InstantSource;
import java.util.Set;

/**
 * An object that implements hooks, taken for a handler as it is: for tests. Its class has no
 * checkpoints, so that a debugger shows the author's code; what waits is stopped, what loops is
 * given up.
 */
public final class JavaObject implements Program.Loader {
  private final Object handler;
  private final InstantSource clock;

  /** Takes an object, which is called by one thread at a time if its concurrency is 1. */
  public JavaObject(Object handler, InstantSource clock) {
    this.handler = handler;
    this.clock = clock;
  }

  @Override
  public Program load(HandlerSpec spec) throws HandlerProblem {
    Set<Hook> hooks = HookInterface.of(handler);
    if (hooks.isEmpty()) {
      throw JarContent.problem(handler.getClass().getName() + " implements no hook");
    }
    return new ObjectProgram(handler, hooks, spec, clock);
  }

  private record ObjectProgram(
      Object handler, Set<Hook> hooks, HandlerSpec spec, InstantSource clock) implements Program {
    @Override
    public Instance open(HandlerLog log) {
      return new ObjectInstance(new JavaCalls(handler, spec, clock), spec, log);
    }
  }

  private static final class ObjectInstance implements Program.Instance {
    private final JavaCalls calls;
    private final HandlerSpec spec;
    private final HandlerLog log;
    private final RunningThread thread = new RunningThread(new NoCheckpoints());

    ObjectInstance(JavaCalls calls, HandlerSpec spec, HandlerLog log) {
      this.calls = calls;
      this.spec = spec;
      this.log = log;
    }

    @Override
    public void start() {}

    @Override
    public Verdict call(HandlerEvent event) {
      CallLog lines = new CallLog(spec);
      thread.enter();
      try {
        return calls.call(event, lines);
      } finally {
        thread.leave();
        lines.writeTo(log, event);
      }
    }

    @Override
    public void stop() {
      thread.stop();
    }

    @Override
    public void close() {}
  }

  private static final class NoCheckpoints implements StopSwitch {
    @Override
    public void stop(Thread thread) {}

    @Override
    public void release(Thread thread) {}
  }
}
