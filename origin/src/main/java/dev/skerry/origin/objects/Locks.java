package dev.skerry.origin.objects;

import dev.skerry.origin.objects.ObjectLock.Retention;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What object lock forbids. */
final class Locks {
  private Locks() {}

  /** Throws OBJECT_LOCKED when a version must be kept. */
  static void checkRemoval(Version version, Instant now, boolean bypass) {
    if (version instanceof ObjectVersion object && object.traits().lock().keeps(now, bypass)) {
      throw locked(object);
    }
  }

  /** Throws OBJECT_LOCKED when the retention of a version may not become another. */
  static void checkRetention(
      ObjectVersion object, @Nullable Retention changed, Instant now, boolean bypass) {
    if (!object.traits().lock().allows(changed, now, bypass)) {
      throw locked(object);
    }
  }

  static ObjectsException locked(ObjectVersion object) {
    return new ObjectsException(
        ObjectsError.OBJECT_LOCKED, "the version " + object.id() + " is protected by object lock");
  }
}
