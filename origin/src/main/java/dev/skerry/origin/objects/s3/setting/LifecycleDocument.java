package dev.skerry.origin.objects.s3.setting;

import dev.skerry.origin.objects.LifecycleRule;
import dev.skerry.origin.objects.s3.error.S3Error;
import dev.skerry.origin.objects.s3.error.S3Exception;
import dev.skerry.origin.objects.s3.xml.XmlNode;
import dev.skerry.origin.objects.s3.xml.XmlText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The lifecycle configuration of a bucket.
 *
 * @param entries its rules, also those that are not in force
 * @param small whether they move objects to archives that are too small to gain by it
 */
public record LifecycleDocument(List<LifecycleEntry> entries, boolean small) {
  private static final String ROOT = "LifecycleConfiguration";
  private static final String RULE = "Rule";
  private static final String STATUS = "Status";
  private static final String ENABLED = "Enabled";

  /** Only in what is kept: calls say it by a field. */
  private static final String SMALL = "SmallObjectsToArchives";

  private static final int RULES_MAX = 1_000;
  private static final int ID_CHARS_MAX = 255;

  private static final Set<String> ONCE =
      Set.of(
          "ID",
          "Prefix",
          "Filter",
          STATUS,
          LifecycleActions.EXPIRATION,
          LifecycleActions.NONCURRENT,
          LifecycleActions.ABORT);

  private static final Set<String> OFTEN =
      Set.of(LifecycleMoves.TRANSITION, LifecycleMoves.NONCURRENT);

  /** Keeps a copy of the list. */
  public LifecycleDocument {
    entries = List.copyOf(entries);
  }

  /**
   * Reads the configuration of a call.
   *
   * @param ids names for rules that have none
   * @throws S3Exception {@code MalformedXML}; {@code InvalidArgument} or {@code InvalidRequest}
   *     that names what cannot be
   */
  public static LifecycleDocument of(XmlNode root, Supplier<String> ids, boolean small) {
    return of(root.named(ROOT).only(Set.of(), Set.of(RULE)).children(), ids, small);
  }

  /** Reads what was kept. */
  public static LifecycleDocument ofKept(XmlNode root) {
    return of(root.all(RULE), () -> "", root.child(SMALL).isPresent());
  }

  private static LifecycleDocument of(List<XmlNode> rules, Supplier<String> ids, boolean small) {
    if (rules.isEmpty() || rules.size() > RULES_MAX) {
      throw S3Error.MALFORMED_XML.exception();
    }
    List<LifecycleEntry> entries = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (XmlNode rule : rules) {
      LifecycleEntry entry = entry(rule, ids, small);
      if (!taken.add(entry.rule().id())) {
        throw S3Error.INVALID_ARGUMENT.exception(
            "Rule ID must be unique. Found same ID for more than one rule");
      }
      entries.add(entry);
    }
    return new LifecycleDocument(entries, small);
  }

  private static LifecycleEntry entry(XmlNode node, Supplier<String> ids, boolean small) {
    XmlNode rule = node.only(ONCE, OFTEN);
    String id = rule.value("ID").filter(text -> !text.isEmpty()).orElseGet(ids);
    if (id.length() > ID_CHARS_MAX) {
      throw S3Error.INVALID_ARGUMENT.exception(
          "ID length should not exceed allowed limit of " + ID_CHARS_MAX);
    }
    String status = rule.required(STATUS);
    if (!status.equals(ENABLED) && !status.equals("Disabled")) {
      throw S3Error.MALFORMED_XML.exception();
    }
    LifecycleFilters.Read objects = LifecycleFilters.of(rule);
    LifecycleRule read = LifecycleActions.of(id, objects.filter(), rule, small);
    return new LifecycleEntry(read, status.equals(ENABLED), objects.form());
  }

  /** The rules that are in force. */
  public List<LifecycleRule> inForce() {
    return entries.stream().filter(LifecycleEntry::enabled).map(LifecycleEntry::rule).toList();
  }

  /** The configuration as it is answered. */
  public byte[] document() {
    return rules(XmlText.of(ROOT)).end(ROOT);
  }

  /** The configuration as it is kept. */
  public byte[] kept() {
    XmlText xml = rules(XmlText.of(ROOT));
    return (small ? xml.element(SMALL, true) : xml).end(ROOT);
  }

  private XmlText rules(XmlText xml) {
    for (LifecycleEntry entry : entries) {
      xml.open(RULE).element("ID", entry.rule().id());
      LifecycleFilters.write(entry, xml);
      xml.element(STATUS, entry.enabled() ? ENABLED : "Disabled");
      LifecycleActions.write(entry.rule(), xml);
      xml.close(RULE);
    }
    return xml;
  }
}
