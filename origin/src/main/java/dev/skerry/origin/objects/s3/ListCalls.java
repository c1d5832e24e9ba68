package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.Body;
import dev.skerry.origin.objects.Bucket;
import dev.skerry.origin.objects.Checksum;
import dev.skerry.origin.objects.DeleteMarker;
import dev.skerry.origin.objects.ListPage;
import dev.skerry.origin.objects.ListQuestion.Position;
import dev.skerry.origin.objects.ListedVersion;
import dev.skerry.origin.objects.ObjectVersion;
import dev.skerry.origin.objects.Version;
import dev.skerry.origin.objects.VersionId;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.head.Operation;
import dev.skerry.origin.objects.s3.head.S3Dates;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Listings of keys, in both versions, and of versions. */
final class ListCalls {
  private final Scene scene;

  ListCalls(Scene scene) {
    this.scene = scene;
  }

  void register(Map<Operation, Handler> handlers) {
    handlers.put(Operation.LIST_OBJECTS, this::first);
    handlers.put(Operation.LIST_OBJECTS_V2, this::second);
    handlers.put(Operation.LIST_OBJECT_VERSIONS, this::versions);
  }

  private S3Reply first(Ask ask) {
    Rights rights = scene.rights(ask);
    rights.require(Scene.action(ask));
    Bucket bucket = rights.bucket();
    ListAsk list = ListAsk.of(ask);
    String marker = ask.query().value("marker").orElse("");
    ListPage<ObjectVersion> page = page(bucket, list, ListAsk.behind(marker));
    XmlText xml = XmlText.of("ListBucketResult");
    xml.element("Name", bucket.name());
    list.element(xml, "Prefix", list.prefix());
    list.element(xml, "Marker", marker);
    list.head(xml);
    xml.element("IsTruncated", page.next() != null);
    Position next = page.next();
    if (next != null && (!list.delimiter().isEmpty() || page.items().isEmpty())) {
      list.element(xml, "NextMarker", next.key());
    }
    contents(xml, list, page, new Belonging(rights, scene.owners().page()));
    return S3Reply.xml(xml.end("ListBucketResult"));
  }

  private S3Reply second(Ask ask) {
    Rights rights = scene.rights(ask);
    rights.require(Scene.action(ask));
    Bucket bucket = rights.bucket();
    ListAsk list = ListAsk.of(ask);
    String token = ask.query().value("continuation-token").orElse(null);
    String after = ask.query().value("start-after").orElse("");
    if (token != null && token.isEmpty()) {
      throw S3Exception.argument(
          "continuation-token", "", "The continuation token provided is incorrect");
    }
    Position place = token == null ? ListAsk.behind(after) : Position.behind(Tokens.read(token));
    ListPage<ObjectVersion> page = page(bucket, list, place);
    XmlText xml = XmlText.of("ListBucketResult");
    xml.element("Name", bucket.name());
    list.element(xml, "Prefix", list.prefix());
    xml.element("KeyCount", page.items().size() + page.prefixes().size());
    list.head(xml);
    xml.element("IsTruncated", page.next() != null);
    xml.optional("ContinuationToken", token);
    if (!after.isEmpty()) {
      list.element(xml, "StartAfter", after);
    }
    Position next = page.next();
    if (next != null) {
      xml.element("NextContinuationToken", Tokens.write(next.key()));
    }
    boolean owner = ask.query().value("fetch-owner").orElse("").equalsIgnoreCase("true");
    contents(xml, list, page, owner ? new Belonging(rights, scene.owners().page()) : null);
    return S3Reply.xml(xml.end("ListBucketResult"));
  }

  private ListPage<ObjectVersion> page(Bucket bucket, ListAsk list, @Nullable Position after) {
    return scene.store().listing().keys(bucket, list.question(after));
  }

  /** Whose the objects of a listing are: where lists do not count, the bucket's owner's all. */
  private record Belonging(Rights rights, Owners.Page owners) {
    Owners.Owner of(Version version) {
      boolean writers = rights.rules().ownership().listsCount();
      return owners.of(writers ? version.owner() : rights.bucket().owner());
    }
  }

  private void contents(
      XmlText xml, ListAsk list, ListPage<ObjectVersion> page, @Nullable Belonging owners) {
    for (ObjectVersion object : page.items()) {
      xml.open("Contents");
      list.element(xml, "Key", object.key());
      xml.element("LastModified", S3Dates.iso(object.modified()));
      body(xml, object.body());
      if (owners != null) {
        owners.of(object).write(xml, "Owner");
      }
      xml.element("StorageClass", object.traits().storageClass());
      restored(xml, list, object);
      xml.close("Contents");
    }
    list.prefixes(xml, page.prefixes());
  }

  private static void body(XmlText xml, Body body) {
    xml.element("ETag", ObjectHead.quoted(body.etag()));
    Checksum checksum = body.checksum();
    if (checksum != null) {
      xml.element("ChecksumAlgorithm", checksum.algorithm().name())
          .element("ChecksumType", checksum.type().name());
    }
    xml.element("Size", body.size());
  }

  private static void restored(XmlText xml, ListAsk list, ObjectVersion object) {
    Instant moment = list.restoredAt();
    if (moment != null) {
      Archives.tell(object.traits(), moment, xml);
    }
  }

  private S3Reply versions(Ask ask) {
    Rights rights = scene.rights(ask);
    rights.require(Scene.action(ask));
    Bucket bucket = rights.bucket();
    ListAsk list = ListAsk.of(ask);
    String key = ask.query().value("key-marker").orElse("");
    String id = ask.query().text("version-id-marker").orElse(null);
    if (id != null && key.isEmpty()) {
      throw S3Exception.argument(
          "version-id-marker", id, "A version-id marker cannot be specified without a key marker.");
    }
    if (id != null && !id.isEmpty() && VersionId.parse(id) == null) {
      throw S3Exception.argument("version-id-marker", id, "Invalid version id specified");
    }
    Position after = key.isEmpty() ? null : new Position(key, id);
    ListPage<ListedVersion> page = scene.store().listing().versions(bucket, list.question(after));
    XmlText xml = XmlText.of("ListVersionsResult");
    xml.element("Name", bucket.name());
    list.element(xml, "Prefix", list.prefix());
    list.element(xml, "KeyMarker", key);
    xml.element("VersionIdMarker", id == null ? "" : id);
    list.head(xml);
    xml.element("IsTruncated", page.next() != null);
    Position next = page.next();
    if (next != null) {
      list.element(xml, "NextKeyMarker", next.key());
      xml.optional("NextVersionIdMarker", next.id());
    }
    Belonging owners = new Belonging(rights, scene.owners().page());
    for (ListedVersion listed : page.items()) {
      version(xml, list, listed, owners);
    }
    list.prefixes(xml, page.prefixes());
    return S3Reply.xml(xml.end("ListVersionsResult"));
  }

  private static void version(XmlText xml, ListAsk list, ListedVersion listed, Belonging owners) {
    var version = listed.version();
    String element = version instanceof DeleteMarker ? "DeleteMarker" : "Version";
    xml.open(element);
    list.element(xml, "Key", version.key());
    xml.element("VersionId", version.id().text())
        .element("IsLatest", listed.latest())
        .element("LastModified", S3Dates.iso(version.modified()));
    if (version instanceof ObjectVersion object) {
      body(xml, object.body());
      xml.element("StorageClass", object.traits().storageClass());
      restored(xml, list, object);
    }
    owners.of(version).write(xml, "Owner");
    xml.close(element);
  }
}
