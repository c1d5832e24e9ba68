package dev.skerry.origin.objects.backing;

import dev.skerry.origin.objects.content.BackingBucket;
import dev.skerry.origin.objects.content.BusyException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A bucket that is asked by a bounded number of calls at once, and by none while its service does
 * not answer, so that a service that hangs holds up few of those who need it, and nobody else. A
 * thread of its own asks now and then meanwhile whether it answers again. Any thread.
 *
 * <p>Beside what the bucket throws: BusyException where no place was free, and IOException at once
 * while the service does not answer.
 */
final class GuardedBucket implements BackingBucket {
  /** Also the number of connections. */
  static final int PLACES = 128;

  private static final int WAITING = 256;

  /** What is asked for to find out whether it answers: the object need not be there. */
  private static final String PROBED = "home";

  private final BackingBucket bucket;
  private final String name;
  private final Duration probing;
  private final Places places;
  private final Breaker breaker;
  private volatile boolean closed;

  /**
   * A guard of a bucket.
   *
   * @param bucket closed with this
   * @param name as the log and errors name it
   */
  GuardedBucket(BackingBucket bucket, String name, Patience patience, LongSupplier nanos) {
    this.bucket = bucket;
    this.name = name;
    this.places = new Places(PLACES, WAITING, patience.place());
    this.probing = patience.probe();
    this.breaker = new Breaker(name, patience, nanos, this::watch);
  }

  /** What is asked of the bucket. */
  @FunctionalInterface
  private interface Asking<T> {
    T ask() throws IOException;
  }

  /** Whether a service that is well answers a call soon, or it takes its time. */
  private enum Kind {
    PROMPT,
    LONG
  }

  /** The same without an answer. */
  @FunctionalInterface
  private interface Telling {
    void tell() throws IOException;
  }

  private void tell(Kind kind, Telling telling) throws IOException {
    boolean _ =
        ask(
            kind,
            () -> {
              telling.tell();
              return true;
            });
  }

  private <T> T ask(Kind kind, Asking<T> asking) throws IOException {
    boolean prompt = kind == Kind.PROMPT;
    if (closed || !breaker.enter(prompt)) {
      throw new IOException(name + (closed ? " is closed" : " does not answer"));
    }
    if (!places.take()) {
      breaker.left(prompt);
      throw new BusyException("too many calls to " + name + " are under way");
    }
    boolean answered = true;
    try {
      return asking.ask();
    } catch (UnansweredException e) {
      answered = false;
      throw e;
    } catch (RuntimeException e) {
      answered = false;
      if (closed) {
        throw new IOException(name + " is closed", e);
      }
      throw e;
    } finally {
      places.leave();
      if (answered) {
        breaker.answered(prompt);
      } else {
        breaker.unanswered(prompt);
      }
    }
  }

  /** Asks until it answers. */
  private void watch(long opening) {
    Thread.startVirtualThread(
        () -> {
          try {
            while (breaker.isOpen(opening) && !closed) {
              Thread.sleep(probing);
              if (answers()) {
                breaker.heard();
              }
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private boolean answers() {
    try {
      var _ = bucket.get(PROBED, 0, 1);
      return true;
    } catch (UnansweredException | RuntimeException e) {
      return false;
    } catch (IOException e) {
      return true; // with an error of its own
    }
  }

  @Override
  public void put(String key, Piece piece) throws IOException {
    tell(Kind.LONG, () -> bucket.put(key, piece));
  }

  @Override
  public boolean putIfAbsent(String key, byte[] octets) throws IOException {
    return ask(Kind.PROMPT, () -> bucket.putIfAbsent(key, octets));
  }

  @Override
  public String beginUpload(String key) throws IOException {
    return ask(Kind.PROMPT, () -> bucket.beginUpload(key));
  }

  @Override
  public String putPart(Upload upload, int number, Piece piece) throws IOException {
    return ask(Kind.LONG, () -> bucket.putPart(upload, number, piece));
  }

  @Override
  public void complete(Upload upload, List<String> tags) throws IOException {
    tell(Kind.LONG, () -> bucket.complete(upload, tags));
  }

  @Override
  public void abort(Upload upload) throws IOException {
    tell(Kind.PROMPT, () -> bucket.abort(upload));
  }

  @Override
  public byte[] get(String key, long from, int count) throws IOException {
    return ask(Kind.PROMPT, () -> bucket.get(key, from, count));
  }

  @Override
  public Map<String, String> delete(Collection<String> keys) throws IOException {
    return ask(Kind.PROMPT, () -> bucket.delete(keys));
  }

  @Override
  public List<String> list(String prefix, @Nullable String after) throws IOException {
    return ask(Kind.PROMPT, () -> bucket.list(prefix, after));
  }

  @Override
  public Uploads uploads(String prefix, @Nullable Upload after) throws IOException {
    return ask(Kind.PROMPT, () -> bucket.uploads(prefix, after));
  }

  /** Cuts the calls that are under way, and refuses those that come. */
  @Override
  public void close() {
    closed = true;
    bucket.close();
  }
}
