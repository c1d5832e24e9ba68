package dev.skerry.origin.objects.s3;

import dev.skerry.http.Fields;
import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.DeleteMarker;
import dev.skerry.origin.objects.LifecycleRule;
import dev.skerry.origin.objects.ObjectVersion;
import dev.skerry.origin.objects.StorageClass;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Restores objects from archives for some days. As all octets are kept alike they can be read at
 * once, so no restoration is ever under way.
 */
final class RestoreCalls {
  private static final String DAYS = "Days";
  private static final String TIER = "Tier";
  private static final String JOB = "GlacierJobParameters";
  private static final String EXPEDITED = "Expedited";
  private static final Set<String> TIERS = Set.of("Standard", "Bulk", EXPEDITED);

  private final Scene scene;

  RestoreCalls(Scene scene) {
    this.scene = scene;
  }

  void register(Map<Operation, Handler> handlers) {
    handlers.put(Operation.RESTORE_OBJECT, this::restore);
  }

  private S3Reply restore(Ask ask) throws IOException {
    Rights rights = scene.rights(ask);
    Bucket bucket = rights.bucket();
    ObjectVersion object = object(ask, rights);
    int days = days(ask.document(), object);
    boolean again = object.traits().restoredAt(ask.now()) != null;
    Instant until = LifecycleRule.due(ask.now(), days, scene.store().day());
    // The version that was looked at, even if there is a newer one by now.
    ObjectVersion restored = scene.store().writes().restore(bucket, ask.key(), object.id(), until);
    Fields fields = new Fields();
    ObjectHead.version(bucket, restored.id(), fields);
    return S3Reply.empty(again ? 200 : 202, fields);
  }

  private ObjectVersion object(Ask ask, Rights rights) {
    Bucket bucket = rights.bucket();
    String action = Scene.action(ask);
    Subject subject = Scene.subject(ask);
    return switch (scene.store().reads().find(bucket, ask.key(), ask.version())) {
      case null -> throw rights.missing(action, subject, ReadCalls.nothing(ask, ask.version()));
      case DeleteMarker marker ->
          throw rights.missing(
              action, subject, ReadCalls.marked(ask, bucket, marker, ask.version()));
      case ObjectVersion object -> {
        rights.require(action, subject, object);
        yield object;
      }
    };
  }

  /** For how many days an object is to be restored. */
  private static int days(XmlNode request, ObjectVersion object) {
    if (!request.name().equals("RestoreRequest")) {
      throw S3Error.MALFORMED_XML.exception();
    }
    if (request.value("Type").isPresent()) {
      throw S3Error.NOT_IMPLEMENTED.exception("Skerry does not select from archives");
    }
    request.only(Set.of(DAYS, JOB, TIER, "Description"), Set.of());
    Optional<String> tier =
        request
            .child(JOB)
            .map(job -> job.only(Set.of(TIER), Set.of()).required(TIER))
            .or(() -> request.value(TIER));
    tier.ifPresent(named -> checkTier(named, object));
    int days = request.number(DAYS).orElseThrow(S3Error.MALFORMED_XML::exception);
    if (days < 1) {
      throw S3Exception.argument(
          DAYS, Integer.toString(days), "restoration days should be at least 1");
    }
    return days;
  }

  private static void checkTier(String tier, ObjectVersion object) {
    if (!TIERS.contains(tier)) {
      throw S3Error.MALFORMED_XML.exception();
    }
    if (tier.equals(EXPEDITED)
        && object.traits().storageClass().equals(StorageClass.DEEP_ARCHIVE.name())) {
      throw S3Exception.argument(
          TIER, tier, "Retrieval option is not supported by this storage class");
    }
  }
}
