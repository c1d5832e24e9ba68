package dev.skerry.origin.objects.s3;

import dev.skerry.origin.objects.policy.Acl;
import dev.skerry.origin.objects.policy.AskedAcl;
import dev.skerry.origin.objects.policy.Grant;
import dev.skerry.origin.objects.policy.Grantee;
import dev.skerry.origin.objects.policy.GranteeNames;
import dev.skerry.origin.objects.policy.Permission;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.util.ArrayList;
import java.util.List;

/** Access control lists in XML: {@code AccessControlPolicy}. */
final class AclDocument {
  private static final String ROOT = "AccessControlPolicy";
  private static final String LIST = "AccessControlList";
  private static final String SCHEMA_INSTANCE =
      "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=";

  private AclDocument() {}

  /**
   * The list that a document asks for.
   *
   * @throws S3Exception {@code MalformedACLError} where it is none
   */
  static AskedAcl read(XmlNode root, GranteeNames names) {
    if (!root.name().equals(ROOT)) {
      throw malformed();
    }
    XmlNode list = root.child(LIST).orElseThrow(AclDocument::malformed);
    List<Grant> grants = new ArrayList<>();
    for (XmlNode grant : list.children()) {
      if (!grant.name().equals("Grant")) {
        throw malformed();
      }
      Permission permission =
          grant.value("Permission").flatMap(Permission::of).orElseThrow(AclDocument::malformed);
      XmlNode grantee = grant.child("Grantee").orElseThrow(AclDocument::malformed);
      grants.add(new Grant(grantee(grantee, names), permission));
    }
    String owner =
        root.child("Owner")
            .flatMap(named -> named.value("ID"))
            .filter(id -> !id.isEmpty())
            .orElse(null);
    return new AskedAcl.Document(owner, grants);
  }

  private static Grantee grantee(XmlNode grantee, GranteeNames names) {
    return switch (grantee.attributes().getOrDefault("type", "")) {
      case "CanonicalUser" -> names.canonical(text(grantee, "ID"));
      case "AmazonCustomerByEmail" -> names.email(text(grantee, "EmailAddress"));
      case "Group" -> GranteeNames.group(text(grantee, "URI"));
      default -> throw malformed();
    };
  }

  private static String text(XmlNode grantee, String element) {
    return grantee.value(element).orElseThrow(AclDocument::malformed);
  }

  private static S3Exception malformed() {
    return S3Error.MALFORMED_ACL.exception();
  }

  /** A list's document. */
  static byte[] write(Acl acl, Owners owners) {
    XmlText xml = XmlText.of(ROOT);
    owners.ofCanonical(acl.owner()).write(xml, "Owner");
    xml.open(LIST);
    for (Grant grant : acl.grants()) {
      xml.open("Grant");
      switch (grant.grantee()) {
        case Grantee.Canonical(String id) -> {
          Owners.Owner named = owners.ofCanonical(id);
          xml.open("Grantee", SCHEMA_INSTANCE + "\"CanonicalUser\"")
              .element("ID", named.id())
              .element("DisplayName", named.displayName());
        }
        case Grantee.Group group ->
            xml.open("Grantee", SCHEMA_INSTANCE + "\"Group\"").element("URI", group.uri());
      }
      xml.close("Grantee").element("Permission", grant.permission().name()).close("Grant");
    }
    return xml.close(LIST).end(ROOT);
  }
}
