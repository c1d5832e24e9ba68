package dev.skerry.origin.objects.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.http.Request;
import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.Lookup;
import dev.skerry.origin.objects.ObjectStore;
import dev.skerry.origin.objects.ObjectVersion;
import dev.skerry.origin.objects.content.Sealing;
import dev.skerry.origin.objects.s3.S3Body;
import dev.skerry.origin.objects.s3.S3Reply;
import dev.skerry.origin.objects.s3.Sealings;
import dev.skerry.origin.objects.s3.head.Address;
import dev.skerry.origin.objects.s3.setting.RoutingRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request for a key of a bucket that there is: rules for keys first, then what there is, then
 * rules for errors, then the error document.
 *
 * @param sealings opens what is encrypted under named keys
 * @param now when it came
 * @param tags told of each key that is looked at
 */
record Visit(
    ObjectStore store,
    Sealings sealings,
    Bucket bucket,
    Site site,
    Request head,
    Instant now,
    Tags tags) {
  /** Answers for a key as it was asked for, which may be empty. */
  S3Reply answer(String key) {
    if (site.all() != null) {
      return redirect(301, Locations.of(site.all(), key));
    }
    RoutingRule rule = site.rule(key);
    if (rule != null) {
      return redirect(rule, key);
    }
    boolean folder = Site.isFolder(key);
    try (Found found = open(folder ? key + site.index() : key)) {
      Lookup.Open open = found.open();
      if (open == null) {
        return !folder && isThere(key + '/' + site.index())
            ? redirect(302, Locations.path(key + '/'))
            : error(404, key, "");
      }
      String elsewhere = open.version().traits().redirect();
      if (elsewhere != null) {
        Fields fields = ObjectFields.lifetime(open.version());
        return Plain.empty(301, fields.set(FieldNames.LOCATION, Locations.stored(elsewhere)));
      }
      Sealing sealing = sealing(open);
      return sealing == null
          ? error(403, key, closed(open))
          : found.sent(ObjectAnswer.of(head, new ObjectAnswer.Opened(open, sealing, now)));
    }
  }

  /** How its octets are opened; null where they are not without its writer's doing. */
  private @Nullable Sealing sealing(Lookup.Open open) {
    return open.version().traits().isReadable(now)
        ? sealings.opening(open.version().body().encryption())
        : null;
  }

  private static S3Reply redirect(int status, String location) {
    Fields fields = Fields.of(FieldNames.LOCATION, location);
    Lifetime.untilPurged(fields);
    return Plain.empty(status, fields);
  }

  private S3Reply redirect(RoutingRule rule, String key) {
    Integer code = rule.redirectCode();
    String viewers = head.fields().first(FieldNames.X_FORWARDED_HOST);
    return redirect(code == null ? 301 : code, Locations.of(rule, key, viewers));
  }

  /** Why an object cannot be sent. */
  private String closed(Lookup.Open open) {
    return open.version().traits().isReadable(now)
        ? "The object is encrypted under a key that edges do not have (SSE-C)."
        : "The object is in an archive, and has to be restored before.";
  }

  private S3Reply error(int status, String key, String why) {
    RoutingRule rule = site.rule(key, status);
    if (rule != null) {
      return redirect(rule, key);
    }
    String errorKey = site.errorKey(status);
    if (errorKey != null) {
      try (Found found = open(errorKey)) {
        Lookup.Open open = found.open();
        Sealing sealing = open == null ? null : sealing(open);
        if (open != null && sealing != null) {
          return found.sent(
              ObjectAnswer.ofError(status, head, new ObjectAnswer.Opened(open, sealing, now)));
        }
      }
    }
    return status == 404 ? Plain.notFound(head) : Plain.failure(head, status, why);
  }

  private boolean isThere(String key) {
    tags.looked(key);
    return isPossible(key) && store.reads().find(bucket, key) instanceof ObjectVersion;
  }

  private Found open(String key) {
    tags.looked(key);
    return new Found(
        isPossible(key) ? store.reads().open(bucket, key, null) : new Lookup.Nothing());
  }

  private static boolean isPossible(String key) {
    return key.getBytes(UTF_8).length <= Address.KEY_BYTES_MAX;
  }

  /** What there is of a key, closed unless its content goes on in an answer. */
  private static final class Found implements AutoCloseable {
    private final Lookup lookup;
    private boolean sent;

    Found(Lookup lookup) {
      this.lookup = lookup;
    }

    Lookup.@Nullable Open open() {
      return lookup instanceof Lookup.Open open ? open : null;
    }

    S3Reply sent(S3Reply reply) {
      sent = reply.body() instanceof S3Body.Stored;
      return reply;
    }

    @Override
    public void close() {
      if (!sent) {
        lookup.close();
      }
    }
  }
}
