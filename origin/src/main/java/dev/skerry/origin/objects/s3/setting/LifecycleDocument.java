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

/** The lifecycle configuration of a bucket: its rules, also those that are not in force. */
public record LifecycleDocument(List<LifecycleEntry> entries) {
  private static final String ROOT = "LifecycleConfiguration";
  private static final String RULE = "Rule";
  private static final String STATUS = "Status";
  private static final String ENABLED = "Enabled";
  private static final String TRANSITION = "Transition";
  private static final String OLD_TRANSITION = "NoncurrentVersionTransition";
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

  /** Keeps a copy of the list. */
  public LifecycleDocument {
    entries = List.copyOf(entries);
  }

  /**
   * Reads a configuration.
   *
   * @param ids names for rules that have none
   * @throws S3Exception {@code MalformedXML}; {@code InvalidArgument} or {@code InvalidRequest}
   *     that names what cannot be; {@code NotImplemented} for a move to another storage class
   */
  public static LifecycleDocument of(XmlNode root, Supplier<String> ids) {
    List<XmlNode> rules = root.named(ROOT).only(Set.of(), Set.of(RULE)).children();
    if (rules.isEmpty() || rules.size() > RULES_MAX) {
      throw S3Error.MALFORMED_XML.exception();
    }
    List<LifecycleEntry> entries = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (XmlNode rule : rules) {
      LifecycleEntry entry = entry(rule, ids);
      if (!taken.add(entry.rule().id())) {
        throw S3Error.INVALID_ARGUMENT.exception(
            "Rule ID must be unique. Found same ID for more than one rule");
      }
      entries.add(entry);
    }
    return new LifecycleDocument(entries);
  }

  private static LifecycleEntry entry(XmlNode node, Supplier<String> ids) {
    XmlNode rule = node.only(ONCE, Set.of(TRANSITION, OLD_TRANSITION));
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
    if (rule.child(TRANSITION).isPresent() || rule.child(OLD_TRANSITION).isPresent()) {
      throw S3Error.NOT_IMPLEMENTED.exception(
          "Skerry keeps objects of all storage classes alike: rules cannot move them");
    }
    LifecycleRule read = LifecycleActions.of(id, objects.filter(), rule);
    return new LifecycleEntry(read, status.equals(ENABLED), objects.form());
  }

  /** The rules that are in force. */
  public List<LifecycleRule> inForce() {
    return entries.stream().filter(LifecycleEntry::enabled).map(LifecycleEntry::rule).toList();
  }

  /** The configuration as it is answered. */
  public byte[] document() {
    XmlText xml = XmlText.of(ROOT);
    for (LifecycleEntry entry : entries) {
      xml.open(RULE).element("ID", entry.rule().id());
      LifecycleFilters.write(entry, xml);
      xml.element(STATUS, entry.enabled() ? ENABLED : "Disabled");
      LifecycleActions.write(entry.rule(), xml);
      xml.close(RULE);
    }
    return xml.end(ROOT);
  }
}
