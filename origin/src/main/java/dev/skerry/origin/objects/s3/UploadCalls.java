package dev.skerry.origin.objects.s3;

import dev.skerry.http.FieldNames;
import dev.skerry.http.Fields;
import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.Checksum;
import dev.skerry.origin.objects.Encryption;
import dev.skerry.origin.objects.NewPart;
import dev.skerry.origin.objects.NewUpload;
import dev.skerry.origin.objects.ObjectsError;
import dev.skerry.origin.objects.ObjectsException;
import dev.skerry.origin.objects.Part;
import dev.skerry.origin.objects.Traits;
import dev.skerry.origin.objects.Upload;
import dev.skerry.origin.objects.UploadId;
import dev.skerry.origin.objects.content.Received;
import dev.skerry.origin.objects.content.Sealing;
import dev.skerry.origin.objects.s3.checksum.ChecksumAlgorithm;
import dev.skerry.origin.objects.s3.checksum.ChecksumType;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Uploads in parts: beginning them, their parts, and giving them up. */
final class UploadCalls {
  private final Scene scene;
  private final Defaults defaults;

  UploadCalls(Scene scene) {
    this.scene = scene;
    this.defaults = new Defaults(scene);
  }

  void register(Map<Operation, Handler> handlers) {
    handlers.put(Operation.CREATE_MULTIPART_UPLOAD, this::create);
    handlers.put(Operation.UPLOAD_PART, this::part);
    handlers.put(Operation.ABORT_MULTIPART_UPLOAD, this::abort);
  }

  /** The upload that a query names. */
  static UploadId id(Ask ask) {
    UploadId id = UploadId.parse(ask.query().value("uploadId").orElse(""));
    if (id == null) {
      throw S3Error.NO_SUCH_UPLOAD
          .exception()
          .with("UploadId", ask.query().value("uploadId").orElse(""));
    }
    return id;
  }

  /** The part that a query names. */
  static int partNumber(Ask ask) {
    int number = ask.query().number("partNumber", 0);
    if (number < 1 || number > NewPart.NUMBER_MOST) {
      throw S3Exception.argument(
          "partNumber",
          ask.query().value("partNumber").orElse(""),
          "Part number must be an integer between 1 and 10000, inclusive");
    }
    return number;
  }

  private S3Reply create(Ask ask) {
    Rights rights = scene.rights(ask);
    Bucket bucket = rights.bucket();
    NewObject made = WriteCalls.made(scene, ask, rights);
    // What the bucket has objects locked by begins when there is one: at the completion.
    Traits traits = made.in(NewTraits.of(ask, bucket));
    SealingFields.Asked sealing = defaults.sealing(ask, bucket);
    Upload.Wanted wanted = wanted(ask.fields());
    String initiator = ask.caller().ownerId();
    Upload upload =
        scene
            .store()
            .uploads()
            .create(
                bucket,
                new NewUpload(
                    ask.key(), initiator, made.owner(), traits, sealing.encryption(), wanted));
    Fields fields = new Fields();
    SealingFields.tell(sealing.encryption(), fields);
    if (wanted != null) {
      fields.add("x-amz-checksum-algorithm", wanted.algorithm().name());
      fields.add("x-amz-checksum-type", wanted.type().name());
    }
    XmlText xml =
        XmlText.of("InitiateMultipartUploadResult")
            .element("Bucket", bucket.name())
            .element("Key", ask.key())
            .element("UploadId", upload.id().text());
    return S3Reply.xml(200, fields, xml.end("InitiateMultipartUploadResult"));
  }

  private static Upload.@Nullable Wanted wanted(Fields fields) {
    ChecksumAlgorithm algorithm = Sums.named(fields.first("x-amz-checksum-algorithm"));
    String named = fields.first("x-amz-checksum-type");
    if (algorithm == null) {
      if (named != null) {
        throw S3Error.INVALID_REQUEST.exception(
            "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm"
                + " header.");
      }
      return null;
    }
    ChecksumType type =
        named == null
            ? algorithm.typeByDefault()
            : ChecksumType.named(named)
                .orElseThrow(
                    () ->
                        S3Error.INVALID_REQUEST.exception(
                            "Value for x-amz-checksum-type header is invalid."));
    if (!algorithm.allows(type)) {
      throw S3Error.INVALID_REQUEST.exception(
          "The %s checksum type cannot be used with the %s checksum algorithm."
              .formatted(type, algorithm.name().toLowerCase(Locale.ROOT)));
    }
    return new Upload.Wanted(
        ObjectHead.kept(algorithm),
        type == ChecksumType.FULL_OBJECT ? Checksum.Type.FULL_OBJECT : Checksum.Type.COMPOSITE);
  }

  private S3Reply part(Ask ask) throws IOException {
    Bucket bucket = scene.allowed(ask);
    UploadId id = id(ask);
    int number = partNumber(ask);
    Upload upload = scene.store().uploads().find(bucket, ask.key(), id);
    SealingFields.Asked sealing = sealing(scene, ask, upload);
    Intake intake = Intake.of(ask);
    require(upload, intake);
    try (Received received = Receiving.all(intake, scene.store().contents(), sealing.sealing())) {
      Part part =
          scene
              .store()
              .uploads()
              .putPart(
                  bucket,
                  ask.key(),
                  id,
                  new NewPart(number, intake.etag(), kept(upload, intake)),
                  received);
      Fields fields = new Fields();
      fields.add(FieldNames.ETAG, ObjectHead.quoted(part.etag()));
      ChecksumAlgorithm algorithm = intake.algorithm();
      String checksum = intake.checksum();
      if (algorithm != null && checksum != null) {
        fields.add(algorithm.field(), checksum);
      }
      SealingFields.tell(upload.encryption(), fields);
      return S3Reply.empty(200, fields);
    }
  }

  /** Has the checksum computed that the upload was begun with, and refuses another. */
  private static void require(Upload upload, Intake intake) {
    ChecksumAlgorithm algorithm = algorithm(upload);
    if (algorithm == null) {
      return;
    }
    intake.compute(algorithm);
    if (intake.algorithm() != algorithm) {
      throw S3Error.INVALID_REQUEST.exception(
          "Checksum Type mismatch occurred, expected checksum Type: %s, actual checksum Type: %s"
              .formatted(lower(algorithm), lower(intake.algorithm())));
    }
  }

  /** Of which a checksum of each part is kept; null for none. */
  static @Nullable ChecksumAlgorithm algorithm(Upload upload) {
    Upload.Wanted wanted = upload.checksum();
    return wanted == null ? null : ObjectHead.algorithm(wanted.algorithm());
  }

  private static String lower(@Nullable ChecksumAlgorithm algorithm) {
    return algorithm == null ? "null" : algorithm.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String kept(Upload upload, Intake intake) {
    return upload.checksum() == null ? null : intake.checksum();
  }

  /** How parts of an upload are encrypted, with the customer's key of the call if it has one. */
  static SealingFields.Asked sealing(Scene scene, Ask ask, Upload upload) {
    SealingFields.Asked sent = SealingFields.ofRead(ask.fields());
    if (upload.encryption().kind() != Encryption.Kind.CUSTOMER
        && sent.sealing() instanceof Sealing.Customer) {
      throw S3Error.INVALID_REQUEST.exception(
          "The encryption parameters are not applicable to this upload.");
    }
    if (upload.encryption().kind() == Encryption.Kind.CUSTOMER
        && !sent.encryption().equals(upload.encryption())) {
      throw S3Error.INVALID_REQUEST.exception(
          "The multipart upload initiate requested encryption. Subsequent part requests must"
              + " include the appropriate encryption parameters.");
    }
    return scene.sealings().of(upload.encryption(), sent);
  }

  /** The bucket, if the caller may do the operation to the upload: as who began it, too. */
  static Bucket ofUpload(Scene scene, Ask ask) {
    Rights rights = scene.rights(ask);
    String action = Scene.action(ask);
    Subject subject = Subject.of(ask.key());
    UploadId id = UploadId.parse(ask.query().value("uploadId").orElse(""));
    if (id == null || rights.may(action, subject)) {
      rights.require(action, subject);
      return rights.bucket();
    }
    String initiator;
    try {
      initiator = scene.store().uploads().find(rights.bucket(), ask.key(), id).initiator();
    } catch (ObjectsException e) {
      throw e.error() == ObjectsError.NO_SUCH_UPLOAD ? S3Error.ACCESS_DENIED.exception() : e;
    }
    rights.requireOfUpload(action, subject, scene.owners().canonicalOf(initiator));
    return rights.bucket();
  }

  private S3Reply abort(Ask ask) {
    Bucket bucket = ofUpload(scene, ask);
    scene.store().uploads().abort(bucket, ask.key(), id(ask));
    return S3Reply.empty(204);
  }
}
