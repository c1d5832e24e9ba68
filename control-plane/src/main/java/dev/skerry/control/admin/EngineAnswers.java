package dev.skerry.control.admin;

import dev.skerry.control.admin.KeptRows.Kept;
import dev.skerry.control.admin.KeptRows.Name;
import dev.skerry.edge.admin.KeptAnswer;
import dev.skerry.edge.admin.KeptAnswers;
import dev.skerry.edge.admin.Problem;
import dev.skerry.edge.admin.ProblemException;
import dev.skerry.origin.access.account.MasterKey;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.Limits;
import dev.skerry.origin.engine.Row;
import dev.skerry.origin.engine.Scan;
import dev.skerry.origin.engine.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Answers kept on an engine for {@link #KEPT}, {@value #MOST} of them at most. That a call is under
 * way is kept, too: one that a killed process had begun is not made again, for nobody knows how far
 * it came. May be used by any thread, and blocks.
 */
final class EngineAnswers implements KeptAnswers {
  /** For so long. */
  static final Duration KEPT = Duration.ofHours(24);

  /** So many. */
  static final int MOST = 10_000;

  /** In UTF-16 units, each of which takes three octets at most. */
  private static final int CONTENT_MAX = (Limits.VALUE_BYTES - 8_192) / 3;

  private static final int FORGOTTEN_AT_ONCE = 500;

  private final Engine engine;
  private final InstantSource clock;
  private final MasterKey master;
  private final Set<Name> underWay = ConcurrentHashMap.newKeySet();
  private final AtomicInteger count;

  /** Those of an engine; {@code master} seals them, for there may be secrets in them. */
  EngineAnswers(Engine engine, MasterKey master, InstantSource clock) {
    this.engine = engine;
    this.master = master;
    this.clock = clock;
    this.count = new AtomicInteger(counted());
  }

  /** How many are kept, as far as this process knows. */
  int count() {
    return count.get();
  }

  private int counted() {
    Scan all = Scan.of(KeptRows.answers()).upTo(MOST);
    return engine.read(reads -> reads.scan(all)).rows().size();
  }

  @Override
  public @Nullable KeptAnswer begin(String caller, String key, String request)
      throws ProblemException {
    Name name = new Name(caller, key);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Kept begun = new Kept(now, request, null);
    forgetOld(now);
    AtomicBoolean another = new AtomicBoolean();
    Optional<Kept> found =
        engine
            .<Optional<Kept>, ProblemException>transact(
                transaction -> {
                  byte[] value = transaction.get(KeptRows.answer(name));
                  Kept known = value == null ? null : KeptRows.read(name, value, master);
                  if (known != null && now.isBefore(known.since().plus(KEPT))) {
                    return Optional.of(known);
                  }
                  another.set(known == null);
                  if (known == null) {
                    requireRoom();
                  } else {
                    transaction.delete(KeptRows.age(known.since(), name));
                  }
                  transaction.put(KeptRows.answer(name), KeptRows.write(name, begun, master));
                  transaction.put(KeptRows.age(now, name), new byte[0]);
                  return Optional.empty();
                })
            .result();
    if (found.isEmpty()) {
      underWay.add(name);
      if (another.get()) {
        count.incrementAndGet();
      }
      return null;
    }
    return known(name, found.get(), request);
  }

  private KeptAnswer known(Name name, Kept found, String request) throws ProblemException {
    if (!found.request().equals(request)) {
      throw new ProblemException(
          Problem.UNPROCESSABLE,
          "Idempotency-Key '%s' was used for another request; take a new key for this one"
              .formatted(name.key()));
    }
    KeptAnswer answer = found.answer();
    if (answer != null) {
      return told(answer);
    }
    throw new ProblemException(
        Problem.CONFLICT,
        underWay.contains(name)
            ? "the call with this Idempotency-Key is under way"
            : """
            a call with this Idempotency-Key was begun %s, and its end is not known: it is under way \
            elsewhere, or its process ended. Look whether it holds, and take a new key\
            """
                .formatted(found.since()));
  }

  private static KeptAnswer told(KeptAnswer answer) throws ProblemException {
    if (answer.content().isEmpty()) {
      throw new ProblemException(
          Problem.CONFLICT,
          "a call with this Idempotency-Key was answered %d; that answer was too long to be kept"
              .formatted(answer.status()));
    }
    return answer;
  }

  private void requireRoom() throws ProblemException {
    if (count.get() >= MOST) {
      count.set(counted()); // other processes may have forgotten some
    }
    if (count.get() >= MOST) {
      throw new ProblemException(
          Problem.TOO_MANY_REQUESTS,
          "%d answers are kept for Idempotency-Keys, which is the limit: leave the key out"
              .formatted(MOST));
    }
  }

  @Override
  public void keep(String caller, String key, String request, KeptAnswer answer) {
    Name name = new Name(caller, key);
    boolean fits = answer.content().length() <= CONTENT_MAX;
    KeptAnswer kept = fits ? answer : new KeptAnswer(answer.status(), answer.fields(), "");
    try {
      engine.write(
          transaction -> {
            byte[] value = transaction.get(KeptRows.answer(name));
            if (value != null) {
              Kept ended = new Kept(KeptRows.since(value), request, kept);
              transaction.put(KeptRows.answer(name), KeptRows.write(name, ended, master));
            }
          });
    } finally {
      underWay.remove(name);
    }
  }

  @Override
  public void forget(String caller, String key) {
    Name name = new Name(caller, key);
    boolean forgotten = engine.transact(transaction -> forget(transaction, name)).result();
    underWay.remove(name);
    if (forgotten) {
      count.decrementAndGet();
    }
  }

  private static boolean forget(Transaction transaction, Name name) {
    byte[] value = transaction.get(KeptRows.answer(name));
    if (value == null) {
      return false;
    }
    transaction.delete(KeptRows.answer(name));
    transaction.delete(KeptRows.age(KeptRows.since(value), name));
    return true;
  }

  /** Forgets some that are too old, if there are any, in one transaction. */
  private void forgetOld(Instant now) {
    Scan old = Scan.of(KeptRows.before(now.minus(KEPT))).upTo(FORGOTTEN_AT_ONCE);
    List<Row> rows = engine.read(snapshot -> snapshot.scan(old)).rows();
    if (!rows.isEmpty()) {
      count.addAndGet(-engine.transact(transaction -> forget(transaction, rows)).result());
    }
  }

  /** Removes answers by their age; how many there still were. */
  private static int forget(Transaction transaction, List<Row> ages) {
    int forgotten = 0;
    for (Row age : ages) {
      Name name = KeptRows.name(age.key());
      byte[] value = transaction.get(KeptRows.answer(name));
      if (value != null && KeptRows.age(KeptRows.since(value), name).equals(age.key())) {
        transaction.delete(KeptRows.answer(name));
        forgotten++;
      }
      transaction.delete(age.key());
    }
    return forgotten;
  }
}
