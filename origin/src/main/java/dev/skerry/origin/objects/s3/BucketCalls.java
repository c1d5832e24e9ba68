package dev.skerry.origin.objects.s3;

import dev.skerry.http.Fields;
import dev.skerry.origin.access.Identity;
import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.Buckets;
import dev.skerry.origin.objects.NewBucket;
import dev.skerry.origin.objects.ObjectsError;
import dev.skerry.origin.objects.ObjectsException;
import dev.skerry.origin.objects.Versioning;
import dev.skerry.origin.objects.policy.Acl;
import dev.skerry.origin.objects.policy.AclOctets;
import dev.skerry.origin.objects.policy.AskedAcl;
import dev.skerry.origin.objects.policy.CannedAcl;
import dev.skerry.origin.objects.policy.NewAcls;
import dev.skerry.origin.objects.policy.ObjectOwnership;
import dev.skerry.origin.objects.row.Octets;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.BucketName;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.head.S3Dates;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Buckets themselves: which there are, where they are, and whether they keep versions. */
final class BucketCalls {
  /** A region without a name of its own, as clients see it. */
  private static final String NAMELESS = "us-east-1";

  private static final int PAGE = 10_000;

  private static final String OWNERSHIP = "x-amz-object-ownership";

  private final Scene scene;

  BucketCalls(Scene scene) {
    this.scene = scene;
  }

  void register(Map<Operation, Handler> handlers) {
    handlers.put(Operation.LIST_BUCKETS, this::list);
    handlers.put(Operation.CREATE_BUCKET, this::create);
    handlers.put(Operation.HEAD_BUCKET, this::head);
    handlers.put(Operation.DELETE_BUCKET, this::delete);
    handlers.put(Operation.GET_BUCKET_LOCATION, this::location);
    handlers.put(Operation.GET_BUCKET_VERSIONING, this::versioning);
    handlers.put(Operation.PUT_BUCKET_VERSIONING, this::setVersioning);
  }

  private static Identity known(Ask ask) {
    Identity identity = ask.caller().identity();
    if (identity == null) {
      throw S3Error.ACCESS_DENIED.exception();
    }
    return identity;
  }

  private S3Reply list(Ask ask) {
    Identity who = known(ask);
    int limit = ask.query().number("max-buckets", PAGE);
    if (limit < 1 || limit > PAGE) {
      throw S3Exception.argument(
          "max-buckets", Integer.toString(limit), "max-buckets must be between 1 and " + PAGE);
    }
    String prefix = ask.query().value("prefix").orElse("");
    String token = ask.query().value("continuation-token").orElse("");
    Buckets.Page page = scene.store().buckets().list(who.accountId(), prefix, token, limit);
    XmlText xml = XmlText.of("ListAllMyBucketsResult");
    scene.owners().of(who.accountId()).write(xml, "Owner");
    xml.open("Buckets");
    for (Bucket bucket : page.buckets()) {
      xml.open("Bucket")
          .element("Name", bucket.name())
          .element("CreationDate", S3Dates.iso(bucket.createdAt()))
          .element("BucketRegion", bucket.region())
          .close("Bucket");
    }
    xml.close("Buckets");
    if (!prefix.isEmpty()) {
      xml.element("Prefix", prefix);
    }
    xml.optional("ContinuationToken", page.next());
    return S3Reply.xml(xml.end("ListAllMyBucketsResult"));
  }

  private S3Reply create(Ask ask) throws IOException {
    Identity who = known(ask);
    String name = ask.bucket();
    if (!BucketName.isValid(name)) {
      throw S3Error.INVALID_BUCKET_NAME.exception().with("BucketName", name);
    }
    String sent = ask.field(OWNERSHIP);
    ObjectOwnership ownership =
        sent == null ? ObjectOwnership.DEFAULT : ObjectOwnership.of(sent.strip());
    Acl acl = NewAcls.ofNewBucket(scene.asked(ask), who.canonicalId(), ownership);
    boolean lock = "true".equalsIgnoreCase(ask.field("x-amz-bucket-object-lock-enabled"));
    String region = region(ask);
    try {
      var _ =
          scene
              .store()
              .buckets()
              .create(
                  new NewBucket(name, who.accountId(), region, lock, access(acl, sent, ownership)));
    } catch (ObjectsException e) {
      // To make one's own bucket again is well in the first region, and gives it a new list.
      if (e.error() != ObjectsError.BUCKET_ALREADY_OWNED_BY_YOU || !region.equals(NAMELESS)) {
        throw Faults.of(e).with("BucketName", name);
      }
      resetAcl(ask);
    }
    return S3Reply.empty(200, Fields.of("location", "/" + name));
  }

  private static Map<String, Octets> access(
      Acl acl, @Nullable String sent, ObjectOwnership ownership) {
    Map<String, Octets> settings = new HashMap<>();
    if (!acl.isOwnersOnly()) {
      settings.put(AccessRows.ACL, Octets.owning(AclOctets.write(acl)));
    }
    if (sent != null) {
      settings.put(AccessRows.OWNERSHIP, Octets.of(ownership.word()));
    }
    return settings;
  }

  private void resetAcl(Ask ask) {
    Rights rights = scene.rights(ask);
    AskedAcl asked = scene.asked(ask);
    if (asked == null && !rights.rules().ownership().listsCount()) {
      return;
    }
    Acl acl =
        NewAcls.ofBucket(
            asked == null ? new AskedAcl.Canned(CannedAcl.PRIVATE) : asked, rights.rules());
    if (!acl.equals(rights.rules().acl())) {
      rights.require("s3:PutBucketAcl");
      scene.access().set(rights.bucket(), acl);
    }
  }

  private String region(Ask ask) throws IOException {
    byte[] content = Documents.octets(ask);
    if (content.length == 0) {
      return scene.settings().region();
    }
    XmlNode root = Documents.parse(ask, content).named("CreateBucketConfiguration");
    if (root.child("Bucket").isPresent() || root.child("Location").isPresent()) {
      throw S3Error.NOT_IMPLEMENTED.exception("Skerry has no directory buckets");
    }
    String region = root.value("LocationConstraint").orElse("");
    if (region.isEmpty()) {
      return scene.settings().region();
    }
    boolean possible =
        region.length() <= 64 && region.chars().allMatch(c -> c == '-' || isLetterOrDigit(c));
    if (!possible) {
      throw S3Error.INVALID_LOCATION_CONSTRAINT.exception().with("LocationConstraint", region);
    }
    return region;
  }

  private static boolean isLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private S3Reply head(Ask ask) {
    Bucket bucket = scene.allowed(ask);
    return S3Reply.empty(
        200, Fields.of("x-amz-bucket-region", bucket.region(), "content-type", "application/xml"));
  }

  private S3Reply delete(Ask ask) {
    Bucket bucket = scene.allowed(ask);
    scene.store().buckets().delete(bucket);
    return S3Reply.empty(204);
  }

  private S3Reply location(Ask ask) {
    Bucket bucket = scene.allowed(ask);
    XmlText xml = XmlText.of("LocationConstraint");
    if (!bucket.region().equals(NAMELESS)) {
      xml.text(bucket.region());
    }
    return S3Reply.xml(xml.end("LocationConstraint"));
  }

  private S3Reply versioning(Ask ask) {
    Bucket bucket = scene.allowed(ask);
    XmlText xml = XmlText.of("VersioningConfiguration");
    switch (bucket.versioning()) {
      case NEVER -> {}
      case ENABLED -> xml.element("Status", "Enabled");
      case SUSPENDED -> xml.element("Status", "Suspended");
    }
    return S3Reply.xml(xml.end("VersioningConfiguration"));
  }

  private S3Reply setVersioning(Ask ask) throws IOException {
    Bucket bucket = scene.allowed(ask);
    XmlNode root = ask.document().named("VersioningConfiguration");
    if (root.value("MfaDelete").orElse("Disabled").equals("Enabled")) {
      throw S3Error.NOT_IMPLEMENTED.exception("Skerry has no MFA delete");
    }
    Versioning state =
        switch (root.value("Status").orElse("")) {
          case "Enabled" -> Versioning.ENABLED;
          case "Suspended" -> Versioning.SUSPENDED;
          default -> throw S3Error.ILLEGAL_VERSIONING.exception();
        };
    var _ = scene.store().buckets().setVersioning(bucket, state);
    return S3Reply.empty(200);
  }
}
