package dev.skerry.origin.objects.s3;

import dev.skerry.http.Fields;
import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.Checksum;
import dev.skerry.origin.objects.Completion;
import dev.skerry.origin.objects.Part;
import dev.skerry.origin.objects.Upload;
import dev.skerry.origin.objects.UploadId;
import dev.skerry.origin.objects.Uploads;
import dev.skerry.origin.objects.s3.checksum.ChecksumAlgorithm;
import dev.skerry.origin.objects.s3.checksum.ChecksumType;
import dev.skerry.origin.objects.s3.checksum.PartChecksums;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The completion of uploads in parts. */
final class CompletionCalls {
  private static final int PARTS_MAX = 10_000;

  private final Scene scene;
  private final Defaults defaults;

  CompletionCalls(Scene scene) {
    this.scene = scene;
    this.defaults = new Defaults(scene);
  }

  void register(Map<Operation, Handler> handlers) {
    handlers.put(Operation.COMPLETE_MULTIPART_UPLOAD, this::complete);
  }

  private S3Reply complete(Ask ask) throws IOException {
    Bucket bucket = scene.allowed(ask);
    UploadId id = UploadCalls.id(ask);
    List<Completion.Named> parts = parts(ask.document());
    Completion completion =
        new Completion(
            parts,
            size(ask.field("x-amz-mp-object-size")),
            Conditions.ofWrite(ask.fields()),
            (upload, found) -> {
              requireChecksums(upload, parts);
              return checksum(ask.fields(), upload, found);
            },
            defaults.locking(bucket, ask.now()));
    Uploads.Completed completed =
        scene.store().uploads().complete(bucket, ask.key(), id, completion);
    Fields fields = new Fields();
    ObjectHead.version(bucket, completed.version(), fields);
    SealingFields.tell(completed.encryption(), fields);
    XmlText xml =
        XmlText.of("CompleteMultipartUploadResult")
            .element("Location", location(ask))
            .element("Bucket", bucket.name())
            .element("Key", ask.key())
            .element("ETag", ObjectHead.quoted(completed.etag()));
    Checksum checksum = completed.checksum();
    if (checksum != null) {
      xml.element(ObjectHead.algorithm(checksum).element(), checksum.value())
          .element("ChecksumType", checksum.type().name());
    }
    return S3Reply.xml(200, fields, xml.end("CompleteMultipartUploadResult"));
  }

  private static String location(Ask ask) {
    var head = ask.call().head();
    return head.scheme() + "://" + head.authority() + head.path();
  }

  private static @Nullable Long size(@Nullable String field) {
    if (field == null) {
      return null;
    }
    try {
      return Long.valueOf(field.strip());
    } catch (NumberFormatException e) {
      throw S3Exception.argument("x-amz-mp-object-size", field, "The size is no number");
    }
  }

  private static List<Completion.Named> parts(XmlNode root) {
    List<XmlNode> named = root.named("CompleteMultipartUpload").all("Part");
    if (named.isEmpty() || named.size() > PARTS_MAX) {
      throw S3Error.MALFORMED_XML.exception();
    }
    List<Completion.Named> parts = new ArrayList<>();
    for (XmlNode part : named) {
      String checksum = null;
      for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
        Optional<String> sent = part.value(algorithm.element());
        checksum = sent.isPresent() ? sent.get() : checksum;
      }
      parts.add(
          new Completion.Named(
              number(part.required("PartNumber")),
              Conditions.bare(part.required("ETag")),
              checksum));
    }
    return parts;
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw S3Error.MALFORMED_XML.exception();
    }
  }

  /** A checksum of checksums is only as good as those that the client has kept. */
  private static void requireChecksums(Upload upload, List<Completion.Named> parts) {
    Upload.Wanted wanted = upload.checksum();
    if (wanted == null || wanted.type() != Checksum.Type.COMPOSITE) {
      return;
    }
    for (Completion.Named part : parts) {
      if (part.checksum() == null) {
        throw S3Error.INVALID_REQUEST.exception(
            "The upload was created using a %s checksum. The complete request must include the"
                    .formatted(wanted.algorithm().name().toLowerCase(Locale.ROOT))
                + " checksum for each part. It was missing for part %d in the request."
                    .formatted(part.number()));
      }
    }
  }

  /** The checksum of the object, if the upload has any, as the client says if it says something. */
  private static @Nullable Checksum checksum(Fields fields, Upload upload, List<Part> parts) {
    Upload.Wanted wanted = upload.checksum();
    if (wanted == null) {
      return null;
    }
    ChecksumAlgorithm algorithm = ObjectHead.algorithm(wanted.algorithm());
    checkType(fields.first("x-amz-checksum-type"), wanted);
    List<PartChecksums.Part> sums = new ArrayList<>();
    for (Part part : parts) {
      byte[] octets = part.checksum() == null ? null : Base64.getDecoder().decode(part.checksum());
      if (octets == null) {
        throw S3Error.INVALID_PART.exception();
      }
      sums.add(new PartChecksums.Part(octets, part.size()));
    }
    String value =
        wanted.type() == Checksum.Type.FULL_OBJECT
            ? PartChecksums.fullObject(algorithm, sums)
            : PartChecksums.composite(algorithm, sums);
    String sent = fields.first(algorithm.field());
    if (sent != null && !sent.strip().equals(value) && !value.startsWith(sent.strip() + "-")) {
      throw Sums.mismatch(algorithm);
    }
    return new Checksum(wanted.algorithm(), wanted.type(), value);
  }

  private static void checkType(@Nullable String sent, Upload.Wanted wanted) {
    if (sent == null) {
      return;
    }
    boolean same =
        ChecksumType.named(sent)
            .map(type -> type.name().equals(wanted.type().name()))
            .orElse(false);
    if (!same) {
      throw S3Error.INVALID_REQUEST.exception(
          "The upload was created using the %s checksum mode. The complete request must use the"
                  .formatted(wanted.type())
              + " same checksum mode.");
    }
  }
}
