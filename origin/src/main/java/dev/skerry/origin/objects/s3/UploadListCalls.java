package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.ListPage;
import dev.skerry.origin.objects.ListQuestion.Position;
import dev.skerry.origin.objects.Part;
import dev.skerry.origin.objects.Upload;
import dev.skerry.origin.objects.Uploads;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.head.S3Dates;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.util.Map;

/** Which uploads in parts there are, and which parts of them. */
final class UploadListCalls {
  private static final int PARTS_LISTED = 1_000;

  private final Scene scene;

  UploadListCalls(Scene scene) {
    this.scene = scene;
  }

  void register(Map<Operation, Handler> handlers) {
    handlers.put(Operation.LIST_PARTS, this::parts);
    handlers.put(Operation.LIST_MULTIPART_UPLOADS, this::uploads);
  }

  private S3Reply parts(Ask ask) {
    Bucket bucket = UploadCalls.ofUpload(scene, ask);
    int after = ask.query().number("part-number-marker", 0);
    int limit = Math.min(ask.query().number("max-parts", PARTS_LISTED), PARTS_LISTED);
    Uploads.Parts page =
        scene.store().uploads().parts(bucket, ask.key(), UploadCalls.id(ask), after, limit);
    Upload upload = page.upload();
    XmlText xml =
        XmlText.of("ListPartsResult")
            .element("Bucket", bucket.name())
            .element("Key", ask.key())
            .element("UploadId", upload.id().text());
    scene.owners().of(upload.initiator()).write(xml, "Initiator");
    scene.owners().of(upload.owner()).write(xml, "Owner");
    xml.element("StorageClass", upload.traits().storageClass());
    Upload.Wanted wanted = upload.checksum();
    if (wanted != null) {
      xml.element("ChecksumAlgorithm", wanted.algorithm().name())
          .element("ChecksumType", wanted.type().name());
    }
    xml.element("PartNumberMarker", after);
    if (!page.parts().isEmpty()) {
      xml.element("NextPartNumberMarker", page.parts().getLast().number());
    }
    xml.element("MaxParts", limit).element("IsTruncated", page.more());
    for (Part part : page.parts()) {
      xml.open("Part")
          .element("PartNumber", part.number())
          .element("LastModified", S3Dates.iso(part.modified()))
          .element("ETag", ObjectHead.quoted(part.etag()))
          .element("Size", part.size());
      if (wanted != null && part.checksum() != null) {
        xml.element(ObjectHead.algorithm(wanted.algorithm()).element(), part.checksum());
      }
      xml.close("Part");
    }
    return S3Reply.xml(xml.end("ListPartsResult"));
  }

  private S3Reply uploads(Ask ask) {
    Bucket bucket = scene.allowed(ask);
    ListAsk list = ListAsk.ofUploads(ask);
    String key = ask.query().value("key-marker").orElse("");
    String id = ask.query().text("upload-id-marker").orElse(null);
    Position after = key.isEmpty() ? null : new Position(key, id);
    ListPage<Upload> page = scene.store().listing().uploads(bucket, list.question(after));
    XmlText xml = XmlText.of("ListMultipartUploadsResult").element("Bucket", bucket.name());
    list.element(xml, "KeyMarker", key);
    xml.element("UploadIdMarker", id == null ? "" : id);
    Position next = page.next();
    if (next != null) {
      list.element(xml, "NextKeyMarker", next.key());
      xml.optional("NextUploadIdMarker", next.id());
    }
    list.element(xml, "Prefix", list.prefix());
    list.head(xml);
    xml.element("IsTruncated", next != null);
    Owners.Page owners = scene.owners().page();
    for (Upload upload : page.items()) {
      xml.open("Upload");
      list.element(xml, "Key", upload.key());
      xml.element("UploadId", upload.id().text());
      owners.of(upload.initiator()).write(xml, "Initiator");
      owners.of(upload.owner()).write(xml, "Owner");
      xml.element("StorageClass", upload.traits().storageClass())
          .element("Initiated", S3Dates.iso(upload.initiated()));
      Upload.Wanted wanted = upload.checksum();
      if (wanted != null) {
        xml.element("ChecksumAlgorithm", wanted.algorithm().name())
            .element("ChecksumType", wanted.type().name());
      }
      xml.close("Upload");
    }
    list.prefixes(xml, page.prefixes());
    return S3Reply.xml(xml.end("ListMultipartUploadsResult"));
  }
}
