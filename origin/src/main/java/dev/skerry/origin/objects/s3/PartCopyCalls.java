package dev.skerry.origin.objects.s3;

import dev.skerry.http.Fields;
import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.Lookup;
import dev.skerry.origin.objects.NewPart;
import dev.skerry.origin.objects.Part;
import dev.skerry.origin.objects.Upload;
import dev.skerry.origin.objects.UploadId;
import dev.skerry.origin.objects.content.ContentException;
import dev.skerry.origin.objects.content.Received;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.ByteRange;
import dev.skerry.origin.objects.s3.head.ByteRange.Span;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.head.S3Dates;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.io.IOException;
import java.util.Map;

/** Copies of objects, or of ranges of them, as parts of uploads. */
final class PartCopyCalls {
  private final Scene scene;
  private final CopySources sources;

  PartCopyCalls(Scene scene) {
    this.scene = scene;
    this.sources = new CopySources(scene);
  }

  void register(Map<Operation, Handler> handlers) {
    handlers.put(Operation.UPLOAD_PART_COPY, this::copy);
  }

  private S3Reply copy(Ask ask) throws IOException {
    Bucket bucket = scene.allowed(ask);
    UploadId id = UploadCalls.id(ask);
    int number = UploadCalls.partNumber(ask);
    Upload upload = scene.store().uploads().find(bucket, ask.key(), id);
    SealingFields.Asked sealing = UploadCalls.sealing(scene, ask, upload);
    CopiedObject source = sources.open(ask);
    try (Lookup.Open open = source.open()) {
      Span span = span(ask, open.version().body().size());
      CopySources.checkSize(span.length());
      OctetSums sums =
          OctetSums.of(
              open.content(), span, source.sealing().sealing(), UploadCalls.algorithm(upload));
      NewPart wanted = new NewPart(number, sums.etag(), sums.checksum());
      Part part = part(bucket, ask, id, wanted, new Slice(source, span, upload, sealing));
      Fields fields = new Fields();
      source.tell(fields);
      SealingFields.tell(upload.encryption(), fields);
      XmlText xml =
          XmlText.of("CopyPartResult")
              .element("LastModified", S3Dates.iso(part.modified()))
              .element("ETag", ObjectHead.quoted(part.etag()));
      Upload.Wanted algorithm = upload.checksum();
      if (algorithm != null && part.checksum() != null) {
        xml.element(ObjectHead.algorithm(algorithm.algorithm()).element(), part.checksum());
      }
      return S3Reply.xml(200, fields, xml.end("CopyPartResult"));
    }
  }

  private record Slice(
      CopiedObject source, Span span, Upload upload, SealingFields.Asked sealing) {}

  private Part part(Bucket bucket, Ask ask, UploadId id, NewPart wanted, Slice slice) {
    Lookup.Open open = slice.source.open();
    Span span = slice.span;
    boolean same = open.version().body().encryption().equals(slice.upload.encryption());
    if (same) {
      try {
        return scene
            .store()
            .uploads()
            .copyPart(bucket, ask.key(), id, wanted, open.content(), span.offset(), span.length());
      } catch (ContentException e) {
        if (e.kind() != ContentException.Kind.TOO_DEEP) {
          throw e;
        }
      }
    }
    try (Received received =
        scene
            .store()
            .copies()
            .copyOctets(
                open.content(),
                span.offset(),
                span.length(),
                slice.source.sealing().sealing(),
                slice.sealing.sealing())) {
      return scene.store().uploads().putPart(bucket, ask.key(), id, wanted, received);
    }
  }

  private static Span span(Ask ask, long size) {
    String field = ask.field("x-amz-copy-source-range");
    if (field == null) {
      return new Span(0, size);
    }
    ByteRange range =
        ByteRange.parse(field)
            .filter(asked -> asked.first() >= 0 && asked.last() >= 0)
            .orElseThrow(
                () ->
                    S3Exception.argument(
                        "x-amz-copy-source-range",
                        field,
                        "The x-amz-copy-source-range value must be of the form bytes=first-last"
                            + " where first and last are the zero-based offsets of the first and"
                            + " last bytes to copy"));
    if (range.last() >= size) {
      throw S3Exception.argument(
          "x-amz-copy-source-range",
          field,
          "Range specified is not valid for source object of size: " + size);
    }
    return new Span(range.first(), range.last() - range.first() + 1);
  }
}
