package dev.skerry.control.sites;

import dev.skerry.edge.config.document.Bundle;
import dev.skerry.origin.access.account.MasterKey;
import dev.skerry.origin.engine.Engine;
import dev.skerry.origin.engine.EngineException;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.engine.Transaction;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The versions on an engine: appended and never changed, their content sealed with the master key.
 * May be used by any thread; all methods ask the engine, and may throw its exceptions.
 */
final class Versions {
  /** Octets of a version's content: what one transaction can hold, with room to spare. */
  static final int BYTES_MAX = 6 << 20;

  /** The content of so many of the newest versions is kept; older ones only say that they were. */
  static final int CONTENTS_MAX = 1_000;

  /** Told of each change, so that other control planes of the same engine hear of it. */
  static final Topic TOPIC = new Topic("skerry.sites");

  private static final byte[] NOTHING = new byte[0];

  private final Engine engine;
  private final MasterKey master;
  private final InstantSource clock;

  Versions(Engine engine, MasterKey master, InstantSource clock) {
    this.engine = engine;
    this.master = master;
    this.clock = clock;
  }

  /**
   * A version that has no number yet.
   *
   * @param sha256 as its compilation says
   * @param restores the version whose content it has, 0 for none
   */
  record Draft(Bundle bundle, String sha256, String author, String message, long restores) {}

  /** Which versions count now. */
  Standing standing() {
    return engine.read(SiteRows::standing);
  }

  /** A version without its content. */
  Optional<Version> find(long number) {
    return engine.read(reads -> Optional.ofNullable(SiteRows.version(reads, number)));
  }

  /** Versions below a number, from the highest. */
  List<Version> below(long number, int most) {
    return engine.read(reads -> SiteRows.versionsBelow(reads, number, most));
  }

  /** The content of a version; empty when there is none, or it is not kept any more. */
  Optional<Bundle> bundle(long number) {
    byte[] sealed = engine.read(reads -> SiteRows.content(reads, number));
    return sealed.length == 0 ? Optional.empty() : Optional.of(open(number, sealed));
  }

  /** The rollout of a version. */
  Optional<Rollout> rollout(long version) {
    return engine.read(reads -> Optional.ofNullable(SiteRows.rollout(reads, version)));
  }

  /** Rollouts of versions below a number, from the highest. */
  List<Rollout> rolloutsBelow(long version, int most) {
    return engine.read(reads -> SiteRows.rolloutsBelow(reads, version, most));
  }

  /**
   * Appends a version that all edges are to have. A rollout that is under way is superseded.
   *
   * @param expected tells whether the version that is current may be replaced
   * @param overRollout whether a rollout may be superseded; else it is in the way
   */
  Version append(Draft draft, Expectation expected, boolean overRollout) throws VersionException {
    byte[] content = content(draft);
    return engine
        .transact(
            transaction -> {
              Standing before = SiteRows.standing(transaction);
              expected.check(before);
              if (before.rollout() != 0) {
                if (!overRollout) {
                  throw new VersionException.Busy(before.rollout());
                }
                endRollout(
                    transaction,
                    before.rollout(),
                    Rollout.Stage.SUPERSEDED,
                    "version " + (before.newest() + 1) + " was applied to all");
              }
              Version version = put(transaction, before, draft, content);
              return stand(
                  transaction, version, new Standing(version.number(), version.number(), 0));
            })
        .result();
  }

  /** Appends a version that canaries are to have first. */
  Version appendStaged(
      Draft draft, Expectation expected, RolloutPolicy policy, List<String> canaries)
      throws VersionException {
    byte[] content = content(draft);
    return engine
        .transact(
            transaction -> {
              Standing before = SiteRows.standing(transaction);
              expected.check(before);
              if (before.rollout() != 0) {
                throw new VersionException.Busy(before.rollout());
              }
              Version version = put(transaction, before, draft, content);
              SiteRows.put(
                  transaction,
                  new Rollout(
                      version.number(),
                      before.current(),
                      policy,
                      canaries,
                      version.at(),
                      Rollout.Stage.CANARIES,
                      "",
                      null));
              return stand(
                  transaction,
                  version,
                  new Standing(version.number(), before.current(), version.number()));
            })
        .result();
  }

  /**
   * Ends the rollout of a version, if it is under way.
   *
   * @return it, as it ended; empty when it had ended before
   */
  Optional<Rollout> end(long version, Rollout.Stage how, String why) {
    return engine
        .transact(
            transaction -> {
              Standing before = SiteRows.standing(transaction);
              if (before.rollout() != version) {
                return Optional.<Rollout>empty();
              }
              Rollout ended = endRollout(transaction, version, how, why);
              long current = how == Rollout.Stage.PROMOTED ? version : before.current();
              return Optional.of(
                  stand(transaction, ended, new Standing(before.newest(), current, 0)));
            })
        .result();
  }

  private <T> T stand(Transaction transaction, T result, Standing standing) {
    Standing before = SiteRows.standing(transaction);
    SiteRows.put(transaction, standing);
    SiteRows.put(transaction, SiteRows.leaving(transaction).after(before, standing, now()));
    transaction.emit(TOPIC, NOTHING);
    return result;
  }

  /** The versions that edges may still have. */
  Leaving leaving() {
    return engine.read(SiteRows::leaving);
  }

  /**
   * Of those versions edges may have no more than some.
   *
   * @return whether that was not known yet, and no others have followed
   */
  boolean left(Leaving before, Leaving now) {
    return engine
        .<Boolean, RuntimeException>transact(
            transaction -> {
              if (!SiteRows.leaving(transaction).equals(before)) {
                return false;
              }
              SiteRows.put(transaction, now);
              return true;
            })
        .result();
  }

  private Rollout endRollout(Transaction transaction, long version, Rollout.Stage how, String why) {
    Rollout rollout = existing(transaction, version).ended(how, why, now());
    SiteRows.put(transaction, rollout);
    return rollout;
  }

  private static Rollout existing(Reads reads, long version) {
    Rollout rollout = SiteRows.rollout(reads, version);
    if (rollout == null) {
      throw new EngineException.Corrupt(
          "the rollout of version " + version + " is not there", null);
    }
    return rollout;
  }

  private Version put(Transaction transaction, Standing before, Draft draft, byte[] content) {
    long number = before.newest() + 1;
    Version version =
        new Version(
            number,
            draft.sha256(),
            draft.author(),
            draft.message(),
            now(),
            draft.restores(),
            content.length);
    SiteRows.put(transaction, version, master.sealBytes(name(number), content));
    long old = number - CONTENTS_MAX;
    if (old > 0 && old != before.current()) {
      SiteRows.deleteContent(transaction, old);
      SiteRows.deleteRefusals(transaction, old);
    }
    return version;
  }

  private static byte[] content(Draft draft) throws VersionException {
    byte[] content = BundleCodec.write(draft.bundle());
    if (content.length > BYTES_MAX) {
      throw new VersionException.TooLarge(content.length, BYTES_MAX);
    }
    return content;
  }

  private Bundle open(long number, byte[] sealed) {
    try {
      return BundleCodec.read(master.openBytes(name(number), sealed));
    } catch (IOException e) {
      throw new EngineException.Corrupt("version " + number + ": " + e.getMessage(), e);
    }
  }

  private static String name(long number) {
    return "configuration " + number;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
