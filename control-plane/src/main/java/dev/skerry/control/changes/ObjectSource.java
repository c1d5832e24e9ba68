package dev.skerry.control.changes;

import dev.skerry.edge.purge.Selector;
import dev.skerry.http.tag.ObjectTags;
import dev.skerry.origin.engine.Reads;
import dev.skerry.origin.engine.Topic;
import dev.skerry.origin.objects.ObjectChange;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Buckets: a change of what readers find under a key purges the object's tag and that of the
 * bucket's objects; a bucket that is made, deleted or set otherwise purges whatever has a tag of
 * it.
 */
final class ObjectSource implements ChangeSource {
  @Override
  public String name() {
    return "objects";
  }

  @Override
  public Topic topic() {
    return ObjectChange.TOPIC;
  }

  @Override
  public boolean isAsked(Subscription subscription) {
    return !subscription.buckets().isEmpty();
  }

  @Override
  public Set<String> prefixes(Subscription subscription) {
    return subscription.buckets().stream().map(ObjectTags::prefix).collect(Collectors.toSet());
  }

  /** All of it: it may be of another origin, and have other tags or none. */
  @Override
  public Selector begun(String prefix) {
    return new Selector.Everything();
  }

  @Override
  public Reading reading(Reads reads, List<Subscription> asked, Instant now) {
    Map<String, Set<String>> sites = new HashMap<>();
    for (Subscription each : asked) {
      each.buckets()
          .forEach(bucket -> sites.computeIfAbsent(bucket, _ -> new HashSet<>()).add(each.site()));
    }
    return (entry, targets) -> read(ObjectChange.decode(entry), sites, targets);
  }

  private static boolean read(
      ObjectChange change, Map<String, Set<String>> sites, Targets targets) {
    Set<String> told = sites.get(change.bucket());
    if (told == null || !change.latest()) {
      return false;
    }
    switch (change.kind()) {
      case BUCKET ->
          targets.add(told, TagSelectors.startingWith(ObjectTags.prefix(change.bucket())));
      case PUT, POST, COPY, COMPLETE, DELETE, MARK, EXPIRE, EXPIRE_MARK, RESTORE, MOVE -> {
        targets.add(told, new Selector.Tag(ObjectTags.object(change.bucket(), change.key())));
        targets.add(told, new Selector.Tag(ObjectTags.all(change.bucket())));
      }
      case TAGS, ACL, LOCK -> {
        return false; // what readers are answered is the same
      }
    }
    return true;
  }
}
