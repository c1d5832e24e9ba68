package dev.skerry.handler.testing;

import dev.skerry.handler.HandlerCode;
import dev.skerry.handler.HandlerEvent;
import dev.skerry.handler.HandlerKind;
import dev.skerry.handler.HandlerLimit;
import dev.skerry.handler.HandlerLimits;
import dev.skerry.handler.HandlerProblem;
import dev.skerry.handler.HandlerSpec;
import dev.skerry.handler.Occurrence;
import dev.skerry.handler.host.Program;
import dev.skerry.handler.jar.JavaObject;
import dev.skerry.handler.kinds.EveryKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A handler that is called as an edge calls it, in a host of its own.
 *
 * <pre>{@code
 * try (HandlerUnderTest handler = HandlerUnderTest.java(new CountryRedirect())) {
 *   Outcome outcome = handler.request("GET", "/").header("country", "de").viewerRequest();
 *   assertEquals("/de/", outcome.header("location"));
 * }
 * }</pre>
 *
 * <p>It is given bodies, and its limits on time are wide, as a test may be its first run; {@link
 * #of} takes others. Used by one thread at a time. One that is not closed keeps two idle daemon
 * threads.
 */
public final class HandlerUnderTest implements AutoCloseable {
  private static final HandlerLimits WIDE =
      new HandlerLimits(
          Map.of(
              HandlerLimit.CPU_TIME, 5_000L,
              HandlerLimit.WALL_TIME, 20_000L,
              HandlerLimit.CONCURRENCY, 1L));

  private final HandlerTrial trial;

  private HandlerUnderTest(HandlerSpec spec, Program.Loader loader) {
    try {
      this.trial = HandlerTrial.start(spec, loader);
    } catch (HandlerProblem e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * An object that implements one of the interfaces of {@code dev.skerry.handler}, or several.
   *
   * @throws IllegalArgumentException if it implements none
   */
  public static HandlerUnderTest java(Object handler) {
    return java(handler, InstantSource.system());
  }

  /**
   * An object that implements hooks, and that sees this for the time.
   *
   * @throws IllegalArgumentException if it implements none
   */
  public static HandlerUnderTest java(Object handler, InstantSource clock) {
    String name = handler.getClass().getName();
    return new HandlerUnderTest(
        spec(HandlerKind.JAVA, name, HandlerCode.of(name)), new JavaObject(handler, clock));
  }

  /**
   * A handler in a jar, as it is deployed.
   *
   * @throws IllegalArgumentException if it cannot be loaded, and says why
   */
  public static HandlerUnderTest jar(Path file) {
    return file(HandlerKind.JAVA, file);
  }

  /**
   * A handler in JavaScript.
   *
   * @throws IllegalArgumentException if it does not compile, and says where
   */
  public static HandlerUnderTest js(Path file) {
    return file(HandlerKind.JS, file);
  }

  /**
   * A handler of a kind, from its file.
   *
   * @throws IllegalArgumentException if it cannot be loaded, and says why
   */
  public static HandlerUnderTest file(HandlerKind kind, Path file) {
    try {
      HandlerCode code = HandlerCode.of(Files.readAllBytes(file));
      return of(spec(kind, String.valueOf(file.getFileName()), code));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A handler as it is said, with its limits.
   *
   * @throws IllegalArgumentException if it cannot be loaded, and says why
   */
  public static HandlerUnderTest of(HandlerSpec spec) {
    return new HandlerUnderTest(spec, new EveryKind());
  }

  private static HandlerSpec spec(HandlerKind kind, String file, HandlerCode code) {
    return new HandlerSpec("tested", kind, file, code, HandlerSpec.OnFailure.CLOSED, WIDE)
        .readingContent(true);
  }

  /**
   * Begins an exchange; nothing is called yet.
   *
   * @param target path and query, {@code /a?b=c}, or a URL
   * @throws IllegalArgumentException if it is neither
   */
  public TestExchange request(String method, String target) {
    return new TestExchange(this, method, target);
  }

  /** Calls the handler as a schedule does. */
  public Outcome scheduled(String cron, Instant at) {
    return call(HandlerEvent.scheduled(EventFile.REQUEST_ID, new Occurrence(cron, at)));
  }

  /** Calls the handler. */
  public Outcome call(HandlerEvent event) {
    return trial.call(event);
  }

  /**
   * Calls the handler with the events of a file, one after the other, whichever handler they name.
   *
   * @return what is otherwise than expected, each in a sentence that begins with what the event is
   *     about; empty if nothing is
   * @throws EventProblem if the file is wrong
   * @throws IOException if it cannot be read
   */
  public List<String> differences(Path events) throws EventProblem, IOException {
    List<String> differences = new ArrayList<>();
    String name = String.valueOf(events.getFileName());
    for (TestEvent test : EventFile.read(name, Files.readAllBytes(events))) {
      for (String difference : test.expected().differences(call(test.event()))) {
        differences.add(test.about() + ": " + difference);
      }
    }
    return differences;
  }

  /** Ends the handler's threads. */
  @Override
  public void close() {
    trial.close();
  }
}
