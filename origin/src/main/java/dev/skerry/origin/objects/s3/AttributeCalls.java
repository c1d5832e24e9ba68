package dev.skerry.origin.objects.s3;

import dev.skerry.http.Fields;
import dev.skerry.origin.objects.Body;
import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.Checksum;
import dev.skerry.origin.objects.Lookup;
import dev.skerry.origin.objects.ObjectReads;
import dev.skerry.origin.objects.ObjectVersion;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is known of an object without its octets. */
final class AttributeCalls {
  private static final String ASKED = "x-amz-object-attributes";
  private static final Set<String> KNOWN =
      Set.of("ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize");
  private static final int PARTS = 1_000;

  private final Scene scene;

  AttributeCalls(Scene scene) {
    this.scene = scene;
  }

  void register(Map<Operation, Handler> handlers) {
    handlers.put(Operation.GET_OBJECT_ATTRIBUTES, this::attributes);
  }

  private S3Reply attributes(Ask ask) {
    Rights rights = scene.rights(ask);
    Bucket bucket = rights.bucket();
    Set<String> asked = asked(ask);
    try (Lookup found = scene.store().reads().open(bucket, ask.key(), ask.version())) {
      Lookup.Open open = ReadCalls.require(found, ask, rights);
      boolean current = ask.version() == null;
      rights.require(
          current ? "s3:GetObject" : "s3:GetObjectVersion", Scene.subject(ask), open.version());
      ObjectVersion object = open.version();
      SealingFields.check(object.body().encryption(), SealingFields.ofRead(ask.fields()));
      XmlText xml = XmlText.of("GetObjectAttributesResponse");
      write(xml, asked, object);
      if (asked.contains("ObjectParts")) {
        parts(xml, ask, object, scene.store().reads().parts(open));
      }
      if (asked.contains("StorageClass")) {
        xml.element("StorageClass", object.traits().storageClass());
      }
      if (asked.contains("ObjectSize")) {
        xml.element("ObjectSize", object.body().size());
      }
      Fields fields = ObjectHead.validators(bucket, object);
      fields.remove("etag");
      return S3Reply.xml(200, fields, xml.end("GetObjectAttributesResponse"));
    }
  }

  private static Set<String> asked(Ask ask) {
    String field = ask.fields().combined(ASKED);
    Set<String> asked =
        Arrays.stream((field == null ? "" : field).split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
    if (asked.isEmpty() || !KNOWN.containsAll(asked)) {
      throw S3Exception.argument(
          ASKED, field == null ? "" : field, "Invalid attribute name specified.");
    }
    return asked;
  }

  private static void write(XmlText xml, Set<String> asked, ObjectVersion object) {
    Body body = object.body();
    if (asked.contains("ETag")) {
      xml.element("ETag", body.etag());
    }
    Checksum checksum = body.checksum();
    if (asked.contains("Checksum") && checksum != null) {
      // The number of parts is told apart from the checksum here.
      int hyphen = checksum.value().indexOf('-');
      String value = hyphen < 0 ? checksum.value() : checksum.value().substring(0, hyphen);
      xml.open("Checksum")
          .element(ObjectHead.algorithm(checksum).element(), value)
          .element("ChecksumType", checksum.type().name())
          .close("Checksum");
    }
  }

  private static void parts(
      XmlText xml, Ask ask, ObjectVersion object, List<ObjectReads.PartOf> parts) {
    if (parts.isEmpty()) {
      return;
    }
    int limit = number(ask, "x-amz-max-parts", PARTS);
    int after = number(ask, "x-amz-part-number-marker", 0);
    xml.open("ObjectParts").element("PartsCount", parts.size());
    Checksum checksum = object.body().checksum();
    if (checksum != null && parts.getFirst().checksum() != null) {
      List<ObjectReads.PartOf> rest = parts.stream().filter(part -> part.number() > after).toList();
      List<ObjectReads.PartOf> page = rest.subList(0, Math.min(limit, rest.size()));
      xml.element("PartNumberMarker", after)
          .element("NextPartNumberMarker", page.isEmpty() ? after : page.getLast().number())
          .element("MaxParts", limit)
          .element("IsTruncated", page.size() < rest.size());
      for (ObjectReads.PartOf part : page) {
        xml.open("Part").element("PartNumber", part.number()).element("Size", part.size());
        xml.optional(ObjectHead.algorithm(checksum).element(), part.checksum());
        xml.close("Part");
      }
    }
    xml.close("ObjectParts");
  }

  private static int number(Ask ask, String field, int none) {
    String sent = ask.field(field);
    if (sent == null) {
      return none;
    }
    try {
      return Math.clamp(Long.parseLong(sent.strip()), 0, Math.max(none, 10_000));
    } catch (NumberFormatException e) {
      throw S3Exception.argument(field, sent, "Provided " + field + " is no number");
    }
  }
}
