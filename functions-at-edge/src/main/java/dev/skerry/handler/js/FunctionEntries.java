package dev.skerry.handler.js;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.ContextThreadLocal;
import com.oracle.truffle.api.TruffleContext;
import com.oracle.truffle.api.TruffleSafepoint;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.ExecutionEventNode;
import com.oracle.truffle.api.instrumentation.SourceSectionFilter;
import com.oracle.truffle.api.instrumentation.StandardTags;
import com.oracle.truffle.api.instrumentation.ThreadsActivationListener;
import com.oracle.truffle.api.instrumentation.TruffleInstrument;
import dev.skerry.handler.host.StackRoom;
import java.util.Objects;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Instrument;

/**
 * What every function in JavaScript passes as it is entered, so that recursion has an end: it is
 * asked there whether its context is being closed, which the engine by itself asks in loops alone;
 * and functions, built-in ones included, may be nested {@value #MOST} deep where there is room for
 * what they do. Scripts hear of more as of a stack that has overflown, a {@code RangeError}.
 *
 * <p>Built-in functions that walk nested objects by themselves may have the stack itself overflow
 * all the same, in the midst of the engine's own code: see {@link EngineClasses}.
 */
public final class FunctionEntries extends TruffleInstrument {
  /** As it is looked up. */
  static final String ID = "skerry-function-entries";

  /**
   * Functions in functions. An interpreted one needs 1 to 3 KiB of the stack, compiled by the JVM a
   * part of it, one of nested expressions more: there may be no room for so many.
   */
  static final int MOST = 1_000;

  /** Of fewer the stack holds any; it takes as long as some calls to see how much room is left. */
  private static final int FIRST_LOOK = 64;

  private static final int LOOK_EACH = 4;

  /** For what the engine does between two looks, and within any of its own functions. */
  private static final int ROOM_BYTES = 768 << 10;

  private final ContextThreadLocal<Depth> depths =
      locals.createContextThreadLocal((context, thread) -> new Depth());

  /** Has the functions of all contexts of an engine pass it. */
  static Engine watched(Engine engine) {
    Instrument known = Objects.requireNonNull(engine.getInstruments().get(ID), ID);
    var _ = Objects.requireNonNull(known.lookup(FunctionEntries.class), ID);
    return engine;
  }

  @Override
  protected void onCreate(Env env) {
    env.registerService(this);
    SourceSectionFilter functions =
        SourceSectionFilter.newBuilder().tagIs(StandardTags.RootTag.class).build();
    env.getInstrumenter().attachExecutionEventFactory(functions, _ -> new Entry(depths));
    env.getInstrumenter().attachThreadsActivationListener(new Begun());
  }

  /** Nothing is nested where a host enters; functions that a real overflow left may be counted. */
  private final class Begun implements ThreadsActivationListener {
    @Override
    public void onEnterThread(TruffleContext context) {
      depths.get(context).begin();
    }

    @Override
    public void onLeaveThread(TruffleContext context) {}
  }

  /** How many functions a thread is in. */
  private static final class Depth {
    private int now;

    /** Where there was room when it was looked last, or what was left of that since. */
    private int looked = FIRST_LOOK - LOOK_EACH;

    void begin() {
      now = 0;
      looked = FIRST_LOOK - LOOK_EACH;
    }

    /** Whether it is to be seen if there is room: not again for each leaf of a deep branch. */
    boolean isToLook() {
      return now >= looked + LOOK_EACH;
    }

    /** Only where there was: else what catches the overflow would come deeper each time. */
    void hasRoom() {
      looked = now;
    }

    void leave() {
      now--;
      if (looked > now + LOOK_EACH && looked > FIRST_LOOK - LOOK_EACH) {
        looked = now + LOOK_EACH;
      }
    }
  }

  private static final class Entry extends ExecutionEventNode {
    private final ContextThreadLocal<Depth> depths;

    Entry(ContextThreadLocal<Depth> depths) {
      this.depths = depths;
    }

    @Override
    protected void onEnter(VirtualFrame frame) {
      enter();
    }

    @Override
    protected void onResume(VirtualFrame frame) {
      enter();
    }

    /** What is thrown here is told to {@link #onReturnExceptional}, too. */
    private void enter() {
      Depth depth = depths.get();
      if (++depth.now > MOST) {
        throw new TooDeep();
      }
      if (depth.isToLook()) {
        ensureRoom();
        depth.hasRoom();
      }
      TruffleSafepoint.poll(this);
    }

    @TruffleBoundary
    private static void ensureRoom() {
      StackRoom.ensure(ROOM_BYTES);
    }

    @Override
    protected void onReturnValue(VirtualFrame frame, Object result) {
      depths.get().leave();
    }

    @Override
    protected void onYield(VirtualFrame frame, Object value) {
      depths.get().leave();
    }

    @Override
    protected void onReturnExceptional(VirtualFrame frame, Throwable exception) {
      depths.get().leave();
    }
  }

  /** The engine makes of it what scripts and hosts get. */
  private static final class TooDeep extends StackOverflowError {
    private static final long serialVersionUID = 1;

    @Override
    public Throwable fillInStackTrace() {
      return this;
    }
  }
}
