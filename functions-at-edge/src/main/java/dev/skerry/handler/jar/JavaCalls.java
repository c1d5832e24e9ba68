package dev.skerry.handler.jar;

import dev.skerry.handler.Bindings;
import dev.skerry.handler.HandlerContext;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerFault;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Hook;
import dev.skerry.handler.Verdict;
import dev.skerry.handler.host.CallLog;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Calls of one object that implements hooks: what it is given, and what becomes of what it returns
 * or throws.
 */
final class JavaCalls {
  private final Object handler;
  private final HandlerSpec spec;
  private final InstantSource clock;
  private final Predicate<StackWalker.StackFrame> isAuthors;

  /**
   * Makes the calls of an object.
   *
   * @param clock what it takes for the time
   */
  JavaCalls(Object handler, HandlerSpec spec, InstantSource clock) {
    this.handler = handler;
    this.spec = spec;
    this.clock = clock;
    ClassLoader loader = handler.getClass().getClassLoader();
    // In a test the author's classes and these have one loader.
    this.isAuthors =
        frame ->
            Objects.equals(frame.getDeclaringClass().getClassLoader(), loader)
                && !frame.getDeclaringClass().equals(CallContext.class);
  }

  /**
   * Calls it; throws nothing but what stops it.
   *
   * @param lines what it writes
   */
  Verdict call(HandlerEvent event, CallLog lines) {
    HookInterface hook = HookInterface.of(event.hook());
    if (!hook.type().isInstance(handler)) {
      return new Verdict.Failed(
          HandlerFault.EXCEPTION,
          handler.getClass().getName() + " does not implement " + hook.simpleName(),
          "");
    }
    Verdict verdict;
    try {
      verdict = hook.call().call(handler, event, new CallContext(event, lines));
    } catch (HandlerStopped stopped) {
      throw stopped;
    } catch (Throwable thrown) {
      return failed(thrown);
    }
    return verdict == null
        ? new Verdict.Failed(HandlerFault.INVALID_RESULT, "returned null", "")
        : JavaResult.checked(event, verdict, spec.limits());
  }

  private Verdict.Failed failed(Throwable thrown) {
    HandlerFault fault =
        thrown instanceof OutOfMemoryError ? HandlerFault.MEMORY : HandlerFault.EXCEPTION;
    String place =
        CallLog.shortPlace(spec, Thrown.place(thrown, handler.getClass().getClassLoader()));
    String words = spec.bindings().withoutSecrets(Thrown.words(thrown));
    return new Verdict.Failed(fault, shortened(words, place), place);
  }

  private String shortened(String text, String place) {
    long left = spec.limits().get(HandlerLimit.LOG_BYTES) - place.length();
    int most = (int) Math.max(0, left);
    return text.length() <= most ? text : text.substring(0, most);
  }

  /** One call's. */
  private final class CallContext implements HandlerContext {
    private final HandlerEvent event;
    private final CallLog lines;

    CallContext(HandlerEvent event, CallLog lines) {
      this.event = event;
      this.lines = lines;
    }

    @Override
    public Hook hook() {
      return event.hook();
    }

    @Override
    public String requestId() {
      return event.requestId();
    }

    @Override
    public String viewerAddress() {
      return event.viewerAddress();
    }

    @Override
    public @Nullable ByteBuffer content() {
      ByteBuffer content = event.content();
      return content == null ? null : content.asReadOnlyBuffer();
    }

    @Override
    public Bindings bindings() {
      return spec.bindings().during(event.data());
    }

    @Override
    public Instant now() {
      return clock.instant();
    }

    @Override
    public void log(String line) {
      if (lines.left() > 0) {
        lines.line(caller(), line);
      }
    }

    private String caller() {
      return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
          .walk(
              frames ->
                  frames
                      .filter(isAuthors)
                      .findFirst()
                      .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                      .orElse(""));
    }
  }
}
