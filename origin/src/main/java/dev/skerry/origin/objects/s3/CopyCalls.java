package dev.skerry.origin.objects.s3;

import dev.skerry.http.Fields;
import dev.skerry.origin.objects.Body;
import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.Checksum;
import dev.skerry.origin.objects.Draft;
import dev.skerry.origin.objects.Lookup;
import dev.skerry.origin.objects.ObjectChange;
import dev.skerry.origin.objects.ObjectVersion;
import dev.skerry.origin.objects.Target;
import dev.skerry.origin.objects.Traits;
import dev.skerry.origin.objects.s3.checksum.ChecksumAlgorithm;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.ByteRange.Span;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.head.S3Dates;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies of objects. */
final class CopyCalls {
  private static final String REPLACE = "REPLACE";
  private static final String COPY = "COPY";

  private final Scene scene;
  private final CopySources sources;
  private final Defaults defaults;

  CopyCalls(Scene scene) {
    this.scene = scene;
    this.sources = new CopySources(scene);
    this.defaults = new Defaults(scene);
  }

  void register(Map<Operation, Handler> handlers) {
    handlers.put(Operation.COPY_OBJECT, this::copy);
  }

  /** Tags that are copied are read from the one object and written to the other. */
  private NewObject made(Ask ask, Rights rights, CopiedObject source, Traits traits) {
    boolean copied = !directive(ask, "x-amz-tagging-directive");
    if (copied && !traits.tags().isEmpty()) {
      boolean current = source.named().version() == null;
      Subject subject =
          Subject.of(source.named().key())
              .version(current ? null : source.version().id().text())
              .found(source.version(), scene.access());
      scene
          .gate()
          .rights(ask, source.bucket())
          .require(current ? "s3:GetObjectTagging" : "s3:GetObjectVersionTagging", subject);
    }
    return NewObject.of(
        ask, rights, scene.asked(ask), traits.tags(), LockFields.of(ask, rights.bucket()));
  }

  private S3Reply copy(Ask ask) throws IOException {
    Rights rights = scene.rights(ask);
    Bucket bucket = rights.bucket();
    rights.require("s3:PutObject", Subject.of(ask.key()));
    CopiedObject source = sources.open(ask);
    try (Lookup.Open open = source.open()) {
      SealingFields.Asked sealing = defaults.sealing(ask, bucket);
      boolean replace = directive(ask, "x-amz-metadata-directive");
      checkItself(ask, bucket, source, replace);
      Traits traits = traits(ask, bucket, source.version(), replace);
      NewObject made = made(ask, rights, source, traits);
      CopySources.checkSize(source.version().body().size());
      Said said = sums(ask, source);
      Draft draft =
          new Draft(
              made.owner(),
              defaults.locked(bucket, made.in(traits), ask.now()),
              said.etag(),
              said.checksum(),
              sealing.encryption());
      Target target =
          Target.of(bucket, ask.key())
              .when(Conditions.ofWrite(ask.fields()))
              .by(ObjectChange.Kind.COPY);
      ObjectVersion object =
          scene
              .store()
              .copies()
              .copy(target, draft, open, source.sealing().sealing(), sealing.sealing());
      Fields fields = fields(bucket, source, object);
      scene.expirations().tell(bucket, object, fields);
      return S3Reply.xml(200, fields, result("CopyObjectResult", object));
    }
  }

  /** The entity tag of a copy, and its checksum. */
  private record Said(String etag, @Nullable Checksum checksum) {}

  /**
   * What is said of a copy's octets: what is said of its source's where that was written in one
   * piece, else, or where another checksum is asked for, what is found by reading them.
   */
  private static Said sums(Ask ask, CopiedObject source) throws IOException {
    Body body = source.version().body();
    Checksum kept = body.checksum();
    ChecksumAlgorithm before = kept == null ? null : ObjectHead.algorithm(kept);
    ChecksumAlgorithm asked = Sums.named(ask.field("x-amz-checksum-algorithm"));
    ChecksumAlgorithm wanted = asked == null ? before : asked;
    if (body.parts() == 0 && wanted == before) {
      return new Said(body.etag(), kept);
    }
    OctetSums sums =
        OctetSums.of(
            source.open().content(), new Span(0, body.size()), source.sealing().sealing(), wanted);
    String value = sums.checksum();
    return new Said(
        sums.etag(),
        wanted == null || value == null
            ? null
            : new Checksum(ObjectHead.kept(wanted), Checksum.Type.FULL_OBJECT, value));
  }

  private static boolean directive(Ask ask, String name) {
    String sent = ask.field(name);
    if (sent == null || sent.equals(COPY)) {
      return false;
    }
    if (sent.equals(REPLACE)) {
      return true;
    }
    throw S3Exception.argument(name, sent, "Unknown metadata directive.");
  }

  private static Traits traits(Ask ask, Bucket bucket, ObjectVersion source, boolean replace) {
    Traits asked = NewTraits.of(ask, bucket);
    Traits before = source.traits();
    boolean tags = directive(ask, "x-amz-tagging-directive");
    return new Traits(
        replace ? asked.headers() : before.headers(),
        asked.storageClass(),
        asked.acl(),
        tags ? asked.tags() : before.tags(),
        asked.lock(),
        asked.redirect());
  }

  /** A copy to itself must change something. */
  private static void checkItself(Ask ask, Bucket bucket, CopiedObject source, boolean replace) {
    boolean itself =
        source.bucket().name().equals(bucket.name())
            && source.named().key().equals(ask.key())
            && source.named().version() == null;
    boolean changes =
        replace
            || ask.field(NewTraits.STORAGE_CLASS) != null
            || ask.field(NewTraits.REDIRECT) != null
            || ask.field("x-amz-server-side-encryption") != null
            || ask.field("x-amz-server-side-encryption-customer-algorithm") != null;
    if (itself && !changes) {
      throw S3Error.INVALID_REQUEST.exception(
          "This copy request is illegal because it is trying to copy an object to itself without"
              + " changing the object's metadata, storage class, website redirect location or"
              + " encryption attributes.");
    }
  }

  private static Fields fields(Bucket bucket, CopiedObject source, ObjectVersion object) {
    Fields fields = new Fields();
    ObjectHead.version(bucket, object.id(), fields);
    source.tell(fields);
    SealingFields.tell(object.body().encryption(), fields);
    return fields;
  }

  private static byte[] result(String root, ObjectVersion object) {
    XmlText xml =
        XmlText.of(root)
            .element("LastModified", S3Dates.iso(object.modified()))
            .element("ETag", ObjectHead.quoted(object.body().etag()));
    Checksum checksum = object.body().checksum();
    if (checksum != null) {
      xml.element(ObjectHead.algorithm(checksum).element(), checksum.value())
          .element("ChecksumType", checksum.type().name());
    }
    return xml.end(root);
  }
}
