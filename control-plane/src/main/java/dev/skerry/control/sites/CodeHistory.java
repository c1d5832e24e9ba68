package dev.skerry.control.sites;

import dev.skerry.control.sites.HandlerShapes.CodeVersion;
import dev.skerry.control.sites.HandlerShapes.CodeVersions;
import dev.skerry.control.sites.VersionHandlers.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the versions in which the code of a handler changed. */
final class CodeHistory {
  /** So many versions are looked at in one call: each may have to be compiled. */
  private static final int LOOKED_AT_MAX = 200;

  private static final int TOLD_MAX = 3;

  private final Versions versions;
  private final VersionHandlers handlers;
  private final Refusals refusals;

  CodeHistory(Versions versions, VersionHandlers handlers, Refusals refusals) {
    this.versions = versions;
    this.handlers = handlers;
    this.refusals = refusals;
  }

  /**
   * Where the code is that a handler had before.
   *
   * @param version the newest that has it; 0 for none
   * @param passedOver newer ones with other code that did not come into force, each with the
   *     reason; no more than can be told
   */
  record Before(long version, List<String> passedOver) {
    /** Keeps a copy. */
    Before {
      passedOver = List.copyOf(passedOver);
    }
  }

  /** The changes below a version, from the newest. */
  CodeVersions of(String id, long before, int most) {
    List<Version> page = versions.below(before, LOOKED_AT_MAX + 1);
    List<CodeVersion> changes = new ArrayList<>();
    for (int i = 0; i < page.size(); i++) {
      Version version = page.get(i);
      if (changes.size() == most || i == LOOKED_AT_MAX) {
        return answer(changes, version.number() + 1);
      }
      Code code = handlers.of(version.number()).get(id);
      Code older = i + 1 == page.size() ? null : handlers.of(page.get(i + 1).number()).get(id);
      if (!Objects.equals(digest(code), digest(older))) {
        changes.add(CodeVersion.of(version, code));
      }
    }
    return answer(changes, null);
  }

  private CodeVersions answer(List<CodeVersion> changes, @Nullable Long next) {
    return new CodeVersions(changes, versions.standing().current(), next);
  }

  /**
   * The newest version below one whose code of a handler is another than that one's, and which
   * edges had in force as far as is known.
   */
  Before before(String id, long current) {
    String digest = digest(handlers.of(current).get(id));
    List<String> passedOver = new ArrayList<>();
    for (Version version : versions.below(current, LOOKED_AT_MAX)) {
      String older = digest(handlers.of(version.number()).get(id));
      if (older != null && !older.equals(digest)) {
        String against = refusals.against(version.number());
        if (against == null) {
          return new Before(version.number(), passedOver);
        }
        if (passedOver.size() < TOLD_MAX) {
          passedOver.add("version %d %s".formatted(version.number(), against));
        }
      }
    }
    return new Before(0, passedOver);
  }

  private static @Nullable String digest(@Nullable Code code) {
    return code == null ? null : code.sha256();
  }
}
